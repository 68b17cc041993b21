// What a phrase's own words tell of it: kind, state, sector, office.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

bool is_possessive(std::string_view word) { return among(word, {"'s", "’s", "'", "’"}); }

/// Is the state, or a place or body of it, among the first names of the story?
bool is_named(const Reading& r, std::string_view code) {
    const auto end = r.names.begin() + std::min<std::ptrdiff_t>(std::ssize(r.names), 400);
    return std::any_of(r.names.begin(), end, [&](const ProperName& name) {
        const int row = name.meaning.row;
        if (!name.meanings || name.meaning.sort == Sort::person) return false;
        if (name.meaning.sort == Sort::organization) return r.known.organizations[row].country == code;
        return (name.meaning.sort == Sort::place ? r.known.place(row).country : r.known.states[row].code) == code;
    });
}

/// Far from home a family name alone says little: "Senator Brown" is no chancellor, "President Putin" a president.
bool may_be_known(const Reading& r, const Phrase& p, const Term& term) {
    return !p.country.empty() || is_named(r, term.country) ||
           (p.noun_at >= 0 && lower_ascii(term.office).find(r.lower(p.noun_at)) != std::string::npos);
}

/// "sent Kyiv F-16 jets": the parser takes whom a verb of giving has first for a part of what is given.
bool is_giving(const Reading& r, int t) {
    return r.tree.is_verb(t) && among(r.tree.lemma(t), {"give", "send", "offer", "sell", "lend", "grant", "supply",
                                                        "hand", "promise", "pledge", "deny", "pay"});
}

/// "appealed to Washington", "protests to Moscow": to whom words and goods go, not where somebody goes.
bool is_told(const Reading& r, int t) {
    return among(r.tree.lemma(t),
                 {"appeal",     "complain",  "protest", "apologise", "apologize", "appealed", "sell",   "respond",
                  "message",    "complaint", "apology", "warning",   "signal",    "threat",   "listen", "loyal",
                  "concession", "ultimatum", "reply",   "answer",    "proposal",  "sale"});
}

/// Place or its government? A capital speaks and acts; it is a place after "in", "at", "from" and in datelines.
bool acts(const Reading& r, const Phrase& p) {
    const int before = p.tokens.begin - 1;
    if (before > 0 && r.lower(before) == "to" && is_told(r, before - 1)) return true;
    if (before >= 0 && among(r.lower(before), {"in", "at", "near", "from", "into", "outside", "around", "through",
                                               "towards", "via", "of", "to", "across", "inside", "over"}))
        return false;
    if (r.out.dateline_span.end > 0 && r.text.span(p.head).begin < r.out.dateline_span.end) return false;
    if (p.modifier) return before >= 0 && is_giving(r, before);
    return p.subject || before < 0 || !among(r.lower(before), {",", "for", "-", "–", "(", "/"});
}

void describe_known(const Reading& r, Phrase& p, const ProperName& name) {
    const Meaning m = name.meaning;
    if (m.sort == Sort::capital && (!acts(r, p) || !r.known.is_meant(m, r.day))) {
        p.type = EntityType::place;
        p.country = r.known.states[m.row].code;
        p.rule = "capital:" + std::string(p.country) + " as a place";
        return;
    }
    const NameFacts facts = facts_of(r, name);
    p.type = facts.type;
    p.country = facts.country;
    p.sector = facts.sector;
    p.office = facts.office;
    p.rule = facts.rule;
    if (m.sort == Sort::person) p.known_person = m.row;
}

/// The state or body that the words of a range name: "US peace envoy", "Houthi military spokesperson".
void read_belonging(const Reading& r, TokenRange range, int noun_at, Phrase& p) {
    std::string state, body_country, body_sector;
    for (int t = range.begin; t < range.end; ++t) {
        const int n = r.name_of[t];
        if (n < 0) continue;
        const ProperName& name = r.names[n];
        t = name.tokens.end - 1;
        // "ambassador to Moscow": where to, not whose; "spokesperson for", "of" tell whose.
        const int before = name.tokens.begin - 1;
        if (name.tokens.begin > noun_at && before >= 0 &&
            (r.lower(before) == "to" || (r.lower(before) == "the" && before > 0 && r.lower(before - 1) == "to")))
            continue;
        if (const auto code = state_code(r, name); !code.empty()) {
            if (state.empty()) state = code;
            continue;
        }
        const NameFacts facts = facts_of(r, name);
        if (facts.type == EntityType::person || facts.type == EntityType::place) {
            if (body_country.empty()) body_country = facts.country;
            if (facts.type == EntityType::person && body_sector.empty()) body_sector = facts.sector;
            continue;
        }
        if (body_country.empty()) body_country = facts.country;
        const bool portfolio =  // "Energy and Mines Minister"; but a university's president is not of the government
            !name.meanings && p.noun.sector == "GOV" && facts.sector != "IGO" &&
            !(facts.type == EntityType::organization && p.noun_at >= 0 &&
              among(r.tree.lemma(p.noun_at), {"president", "chairman", "head", "director", "chief", "leader"}));
        if (body_sector.empty() && !portfolio) body_sector = facts.sector;
    }
    if (p.country.empty()) p.country = !state.empty() ? state : body_country;
    // The body tells more than the office: a bank's president is in business; but a party's senator legislates.
    const bool own = p.noun.kind == NounKind::body || among(p.sector, {"LEG", "JUD", "ELI", "UAF", "CRM"}) ||
                     (p.sector == "MIL" && body_sector == "GOV");
    if (!body_sector.empty() && (p.sector.empty() || !own)) p.sector = body_sector;
}

/// Bodies that may be of any sector.
bool is_any_body(std::string_view noun) {
    return among(noun, {"committee", "association", "society", "club", "movement", "office", "council", "campaign"});
}

std::string_view sector_in_words(const Reading& r, TokenRange range, int except, bool of_body) {
    for (int t = range.end - 1; t >= range.begin; --t) {
        if (t == except || (r.name_of[t] < 0 && r.tree.is_verb(t))) continue;
        const Noun body = r.known.noun(r.tree, t, range.begin);  // "hospital spokesman", "head of the central bank"
        if (of_body && body.kind == NounKind::body && !body.sector.empty() &&
            !(body.words == 1 && is_any_body(r.tree.lemma(t))))
            return body.sector;
        const std::string_view word = r.lower(t);
        if (among(word, {"military", "army", "navy", "naval", "airforce"})) return "MIL";
        if (word == "police") return "COP";
        if (among(word, {"rebel", "militant", "separatist", "guerrilla", "insurgent"})) return "REB";
        if (among(word, {"opposition"})) return "OPP";
        if (among(word, {"government", "ministry", "presidential", "cabinet", "treasury", "embassy", "provincial",
                         "foreign-policy"}))
            return "GOV";
        if (among(word, {"parliamentary", "congressional"})) return "LEG";
        if (among(word, {"company", "industry", "bank", "market", "trade"})) return "BUS";
        if (among(word, {"party"})) return "PTY";
        if (among(word, {"intelligence"})) return "SPY";
    }
    return {};
}

/// "company president", "party leader": of what the office is, by the noun right before it; empty where none tells.
std::string_view sector_led(const Reading& r, const Phrase& p) {
    if (p.noun_at < 0 ||
        !among(r.tree.lemma(p.noun_at), {"president", "leader", "chief", "head", "chairman", "director", "chancellor"}))
        return {};
    int before = p.noun_at - p.noun.words, first = p.tokens.begin;
    if (r.lower(p.noun_at + 1) == "of")  // "the president of the company"
        for (int c = r.tree.first_child[p.noun_at]; c >= 0; c = r.tree.next_sibling[c])
            if (c > p.noun_at && r.tree.dep[c] == Dep::nmod) before = c, first = p.noun_at + 2;
    if (before < first || r.name_of[before] >= 0) return {};
    const Noun body = r.known.noun(r.tree, before, first);
    return body.kind == NounKind::body && body.sector != "GOV" ? body.sector : std::string_view();
}

/// "the former minister": who held office is no longer of the government.
bool is_former(const Reading& r, TokenRange range) {
    for (int t = range.begin; t < range.end; ++t)
        if (among(r.lower(t), {"former", "ex", "ex-president", "ex-minister", "one-time", "onetime"})) return true;
    return false;
}

void leave_office(const Reading& r, TokenRange range, std::string& sector) {
    if (among(sector, {"GOV", "LEG", "JUD", "SPY"}) && is_former(r, range)) sector = "ELI";
}

void describe_person(const Reading& r, Phrase& p) {
    p.type = EntityType::person;
    p.likely_gender = p.name < 0 || p.name_words.size() < 2
                          ? 0
                          : r.referring.genders.of_given_name(lower_ascii(fold(r.text.word(p.name_words.begin))));
    if (p.rule.empty()) p.rule = "name:person";
    if (!p.title.empty()) {
        const bool known = p.known_person >= 0;
        if (!known || p.sector.empty()) p.sector = p.noun.sector;
        if (!known) p.rule = "title:" + std::string(r.tree.lower(p.noun_at));
        Phrase own = p;
        own.country.clear();
        read_belonging(r, p.title, p.noun_at, own);
        if (!known && own.sector.empty())
            own.sector = sector_in_words(r, p.title, p.noun_at, p.noun.kind == NounKind::office);
        if (!own.country.empty() && !(known && own.country == "IGO")) p.country = own.country;
        if (!known && !own.sector.empty()) p.sector = own.sector;
        if (const auto led = sector_led(r, p); !known && !led.empty()) p.sector = led;
        if (!known && r.tree.lemma(p.noun_at) == "officer" && p.sector == "MIL" &&
            (r.police_told || sector_in_words(r, p.title, p.noun_at, false) == "COP"))
            p.sector = "COP";
        if (p.sector.empty() && among(r.tree.lemma(p.noun_at), {"counterpart", "colleague"})) p.sector = "GOV";
        if (!known && r.lower(p.noun_at) == "secretary" && r.capital(p.noun_at) && p.country != "IGO" &&
            among(p.sector, {"", "BUS", "LAB", "EDU", "MED"}))
            p.sector = "GOV";  // "Trade and Industry Secretary"
        if (p.noun.kind == NounKind::office && (!known || !r.known.in_office(p.known_person, r.day)))
            leave_office(r, {p.title.begin, p.noun_at + 1}, p.sector);
        for (const int t : {p.noun_at, p.title.begin})
            if (!p.gender) p.gender = r.referring.genders.of_word(r.tree.lower(t));
    }
    int after = p.tokens.end;  // "Buhari of Nigeria", "Mijares of the police", "Hotak, of the council"
    if (r.lower(after) == "," && among(r.lower(after + 1), {"of", "from"})) ++after;
    if (after + 1 < r.size() && among(r.lower(after), {"of", "from"}) && p.known_person < 0) {
        const TokenRange rest{after + 1, std::min(r.sentence(after).end, after + 7)};
        if (p.country.empty()) read_belonging(r, rest, after, p);
        if (p.sector.empty()) p.sector = sector_in_words(r, rest, -1, true);
    }
    if (p.office.empty() && p.noun_at >= 0 && p.noun.kind == NounKind::office &&
        !(p.known_person < 0 && !p.title.empty() && is_former(r, {p.title.begin, p.noun_at + 1})) &&
        !among(r.lower(p.noun_at), {"mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr."})) {
        p.office = r.words({p.noun_at - p.noun.words + 1, p.noun_at + 1});
        const bool local = among(r.lower(p.noun_at), {"governor", "mayor", "selectman", "prefect", "administrator"});
        if (const int state = r.known.state_of(p.country); state >= 0 && p.sector == "GOV" && !local)
            p.office += " of " + std::string(r.known.states[state].name);
    }
}

/// Does the office go by the words of the title? "Foreign Minister of Russia" by "Russian Foreign Minister".
bool is_titled(const Reading& r, const Phrase& p, std::string_view office) {
    if (p.noun_at < 0) return false;
    const std::string noun = lower_ascii(r.words({p.noun_at - p.noun.words + 1, p.noun_at + 1}));
    return lower_ascii(office).starts_with(noun);
}

/// A sole family name with a title may be that of one in office that day: "Mr Hu", "Gorbachev". Of two of the name the
/// one whose office is the title is meant.
void look_up_person(const Reading& r, Phrase& p) {
    if (p.known_person >= 0 || p.name_words.size() != 1 || r.day.empty()) return;
    int found = -1;
    bool titled = false, two = false;
    for (int person : r.known.people_called(lower_ascii(fold(r.text.word(p.name_words.begin))))) {
        if (!r.known.in_office(person, r.day)) continue;
        const Term* term = r.known.term(person, r.day);
        if (!p.country.empty() && term->country != p.country) continue;
        const bool by_title = is_titled(r, p, term->office);
        if (found >= 0 && r.known.people[found].name != r.known.people[person].name) {
            if (by_title == titled) two = true;
            if (!by_title || titled) continue;
            two = false;
        }
        found = person, titled = by_title;
    }
    if (found < 0 || two) return;
    const Term* term = r.known.term(found, r.day);
    if (!may_be_known(r, p, *term)) return;
    p.known_person = found;
    if (p.country.empty()) p.country = term->country;
    if (p.sector.empty()) p.sector = term->sector;
    p.office = term->office;
    p.rule = "leader:" + std::string(r.known.people[found].name);
}

/// "armed forces", "state media": one body though the word is plural.
bool named_in_plural(const Phrase& p, const Reading& r) {
    if (r.lower(p.head) == "media") return true;
    return p.noun.words > 1 && among(r.lower(p.head), {"forces", "services", "affairs", "customs"}) &&
           among(r.lower(p.head - 1), {"armed", "defence", "defense", "air", "intelligence"});
}

/// "the pro-democracy camp" is no place.
bool is_for_something(const Reading& r, const Phrase& p) {
    for (int t = p.tokens.begin; t < p.head; ++t)
        if (among(r.lower(t), {"pro", "anti", "opposition"}) || r.lower(t).starts_with("pro-") ||
            r.lower(t).starts_with("anti-"))
            return true;
    return false;
}

void describe_common(const Reading& r, Phrase& p) {
    const std::string noun(r.tree.lemma(p.head));
    switch (p.noun.kind) {
        case NounKind::office:
            p.type = p.plural ? EntityType::people : EntityType::person;
            break;
        case NounKind::people:
            p.type = EntityType::people;
            break;
        case NounKind::body:
            p.type = p.plural && r.tree.lemma(p.head) != r.tree.lower(p.head) && !named_in_plural(p, r)
                         ? EntityType::people
                         : EntityType::organization;
            break;
        case NounKind::state:
            p.type = p.plural ? EntityType::people : EntityType::country;
            break;
        case NounKind::place:
            p.type = EntityType::place;
            break;
        default:
            p.type = EntityType::other;
            break;
    }
    p.rule = p.noun.kind == NounKind::none ? "noun" : "noun:" + noun;
    p.sector = p.noun.sector;
    if (noun == "camp" && is_for_something(r, p)) p.type = EntityType::organization, p.sector = "PTY";
    if (!p.plural) p.gender = r.referring.genders.of_word(noun);
    read_belonging(r, p.tokens, p.head, p);
    const bool loose = p.sector.empty() || p.sector == "CVL" || (p.noun.kind == NounKind::people && p.sector == "GOV");
    if (loose && (p.noun.kind == NounKind::people || p.noun.kind == NounKind::office))
        if (const auto sector = sector_in_words(r, p.tokens, p.head, p.noun.kind == NounKind::office); !sector.empty())
            p.sector = sector;
    if (p.sector == "MIL" && sector_in_words(r, p.tokens, p.head, false) == "REB") p.sector = "REB";  // rebel troops
    if (noun == "officer" && p.noun.words == 1 && p.sector == "MIL" && r.police_told) p.sector = "COP";
    if (const auto led = sector_led(r, p); !led.empty()) p.sector = led;
    if (noun == "official" && p.sector == "BUS") p.sector = "GOV";
    if (p.noun.kind == NounKind::state && p.plural) p.sector = "GOV";
    if (p.noun.kind == NounKind::office) leave_office(r, {p.tokens.begin, p.head + 1}, p.sector);
    if (p.plural && p.noun.kind == NounKind::office && p.sector == "IGO" && is_highest(p.head, r))
        p.sector = "GOV";  // "the leaders of the EU" are its members'
}

/// Whose the body is that stands right behind the name: a state's, or a union's of states, as its council or committee.
std::string state_or_union(const Reading& r, Phrase& p, const ProperName& name) {
    if (const auto code = state_code(r, name); !code.empty()) return std::string(code);
    if (!name.meanings) return {};
    const NameFacts facts = facts_of(r, name);
    if (facts.type == EntityType::place) return facts.country;
    if (facts.country != "IGO") return {};
    if (p.sector == "GOV") p.sector = "IGO";
    return "IGO";
}

/// Are the officers of the story the police's? It speaks more of police than of soldiers.
bool tells_of_police(const Reading& r) {
    int police = 0;
    for (int t = 0; t < r.size(); ++t) {
        const std::string_view word = r.tree.lemma(t);
        police += among(word, {"police", "policeman", "constable", "sheriff", "detective", "arrest"});
        police -= among(word, {"army", "soldier", "troop", "military", "navy", "armed", "marine"});
    }
    return police > 0;
}

/// "Rosa Lund, a nurse, …", "Rosa Lund is a nurse": what a person is told to be, and not to have been.
std::string sector_told(const Reading& r, const Phrase& p) {
    const auto sector_at = [&](int t) {
        const Noun noun = r.tree.is_noun(t) ? r.known.noun(r.tree, t, r.sentence(t).begin) : Noun{};
        const bool role = noun.kind == NounKind::office || noun.kind == NounKind::people;
        std::string sector(role && noun.sector != "CVL" ? noun.sector : std::string_view());
        leave_office(r, {r.tree.left[t], t}, sector);
        return sector;
    };
    for (int c = r.tree.first_child[p.head]; c >= 0; c = r.tree.next_sibling[c])
        if (r.tree.dep[c] == Dep::appos && r.name_of[c] < 0)
            if (std::string sector = sector_at(c); !sector.empty()) return sector;
    const int told = r.tree.head[p.head];
    if (told < 0 || r.tree.dep[p.head] != Dep::nsubj) return {};
    return among(r.lower(r.tree.child(told, Dep::cop)), {"is", "'s", "’s"}) ? sector_at(told) : std::string();
}

/// "Senators Lee of Utah, Cole of Ohio and Dunn": the title of the first goes for all.
void share_title(Reading& r, int first) {
    const Phrase& p = r.phrases[first];
    int end = p.tokens.end;
    for (int i = first + 1; i < static_cast<int>(r.phrases.size()); ++i) {
        Phrase& q = r.phrases[i];
        bool listed = q.tokens.begin >= end && q.tokens.begin - end < 6 && r.sentence(q.head).contains(end);
        for (int t = end; t < q.tokens.begin && listed; ++t)
            listed = among(r.lower(t), {",", "and", "of", "from", "&"}) || r.name_of[t] >= 0;
        if (!listed) return;
        if (q.type == EntityType::person && q.name >= 0 && q.title.empty()) {
            if (q.sector.empty()) q.sector = p.sector;
            if (q.country.empty()) q.country = p.country;
        } else if (q.type != EntityType::place && q.type != EntityType::country) {
            return;
        }
        end = q.tokens.end;
    }
}

}  // namespace

NameFacts facts_of(const Reading& r, const ProperName& name) {
    if (!name.meanings) return facts_of_unknown(r, name);
    NameFacts facts;
    const Meaning m = name.meaning;
    switch (m.sort) {
        case Sort::state:
        case Sort::demonym:
        case Sort::nation:
        case Sort::capital:
            facts.type = EntityType::country;
            facts.country = r.known.states[m.row].code;
            facts.rule = "state:" + facts.country;
            break;
        case Sort::organization: {
            const Organization& o = r.known.organizations[m.row];
            facts = {o.type, std::string(o.country), std::string(o.sector), "", "organization:" + std::string(o.name)};
            break;
        }
        case Sort::person:
            facts.type = EntityType::person;
            facts.rule = "leader:" + std::string(r.known.people[m.row].name);
            if (const Term* term = r.known.term(m.row, r.day)) {
                facts.country = term->country;
                facts.sector = term->sector;
                if (r.known.in_office(m.row, r.day)) facts.office = term->office;
            }
            break;
        case Sort::place:
            facts.type = EntityType::place;
            facts.country = r.known.place(m.row).country;
            facts.rule = "place:" + std::string(r.known.place(m.row).name);
            break;
    }
    return facts;
}

void describe_phrases(Reading& r) {
    r.police_told = tells_of_police(r);
    for (Phrase& p : r.phrases) {
        if (p.kind == MentionKind::pronoun) continue;
        if (p.name < 0) {
            describe_common(r, p);
            continue;
        }
        const ProperName& name = r.names[p.name];
        if (name.meanings) describe_known(r, p, name);
        if (!name.meanings) {
            const NameFacts facts = facts_of(r, name);
            p.type = facts.type, p.country = facts.country, p.sector = facts.sector, p.rule = facts.rule;
        }
        if (const int before = p.tokens.begin - 2;
            before >= 0 && is_possessive(r.lower(before + 1)) && r.name_of[before] >= 0 && p.country.empty() &&
            p.type != EntityType::other) {  // "Brazil's National Institute", "BBC's Jonathan Marcus"
            const NameFacts owner = facts_of(r, r.names[r.name_of[before]]);
            p.country = owner.country;
            if (p.sector.empty() && p.type == EntityType::person) p.sector = owner.sector;
            if (p.sector == "GOV" && owner.sector == "PTY") p.sector = "PTY";  // "the Labour Party's Executive Council"
        }
        if (const int before = p.name_words.begin - 1;  // "the Philippine Red Cross", "the German Greens"
            p.type == EntityType::organization && p.country.empty() && p.sector != "UAF" && before >= 0 &&
            r.name_of[before] >= 0)
            p.country = state_or_union(r, p, r.names[r.name_of[before]]);
        if (p.type == EntityType::place && p.country.empty())  // "Jolo Cathedral in Mindanao, Philippines"
            for (int t = p.tokens.end; t < std::min(r.sentence(p.head).end, p.tokens.end + 5) &&
                                       (among(r.lower(t), {",", "in", "of", "the"}) || r.name_of[t] >= 0);
                 ++t)
                if (r.name_of[t] >= 0 && r.names[r.name_of[t]].meanings && p.country.empty())
                    p.country = facts_of(r, r.names[r.name_of[t]]).country;
        const bool person = p.type == EntityType::person || (p.noun.kind == NounKind::office && !name.meanings);
        if (person) {
            describe_person(r, p);
            look_up_person(r, p);
        } else if (!p.title.empty()) {  // "Iranian airline Mahan Air", "the news agency AFP"
            if (p.noun.kind == NounKind::body && (p.type != EntityType::organization || p.sector.empty()))
                p.type = EntityType::organization, p.sector = p.noun.sector;
            const std::string known_sector = name.meanings ? p.sector : std::string();
            read_belonging(r, p.title, p.noun_at, p);
            if (!known_sector.empty()) p.sector = known_sector;  // "the president's ruling Liberal Party"
        }
    }
    for (int i = 0; i < static_cast<int>(r.phrases.size()); ++i) {
        const Phrase& p = r.phrases[i];
        const bool several = p.type == EntityType::person && !p.title.empty() && p.noun.kind == NounKind::office &&
                             (r.tree.tag[p.noun_at] == Tag::NNS || r.tree.tag[p.noun_at] == Tag::NNPS);
        if (several) share_title(r, i);
    }
    for (Phrase& p : r.phrases) {
        const bool unknown = p.type == EntityType::person && p.name >= 0 && p.known_person < 0 && p.sector.empty();
        if (unknown) p.sector = sector_told(r, p);
    }
    settle_states(r);
}

}  // namespace dragoman::mentions
