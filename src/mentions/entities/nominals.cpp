// Common nouns: whom "the Russian leader", "the company", "the two sides", "officials" mean.
#include <algorithm>

#include "mentions/entities/coreference.h"

namespace dragoman::mentions {
namespace {

constexpr int near_sentences = 12;  // how far back a definite phrase looks

/// Nouns that may stand for one another.
std::string_view family(std::string_view noun) {
    if (among(noun, {"deal", "pact", "accord", "treaty", "agreement"})) return "agreement";
    if (among(noun, {"firm", "company", "corporation", "airline", "carrier", "manufacturer", "bank"})) return "company";
    if (among(noun, {"organisation", "organization", "group", "movement", "body", "bloc", "alliance", "militia"}))
        return "group";
    if (among(noun, {"plan", "initiative", "proposal", "programme", "program", "project", "scheme"})) return "plan";
    return noun;
}

/// A title as it is written out.
std::string_view in_full(std::string_view word) {
    if (among(word, {"sen.", "sens.", "sen", "sens"})) return "senator";
    if (among(word, {"rep.", "reps."})) return "representative";
    if (among(word, {"gov.", "govs."})) return "governor";
    return word;
}

bool company_like(std::string_view sector) { return sector == "BUS" || sector == "MNC"; }

}  // namespace

std::string Joiner::role_of(const Phrase& p) const {
    std::string role;
    for (int t = p.noun_at - p.noun.words + 1; t <= p.noun_at; ++t) {
        const std::string_view word = t == p.noun_at ? r.tree.lemma(t) : r.tree.lower(t);
        if (word == "-") continue;
        std::string lower = lower_ascii(word);
        if (r.tree.tag[t] == Tag::NNPS && lower == r.lower(t) && lower.ends_with('s')) lower.pop_back();  // "Senators"
        role += (role.empty() ? "" : " ") + std::string(in_full(lower));
    }
    for (int t = p.tokens.begin; t <= p.noun_at - p.noun.words; ++t)
        if (among(r.lower(t), {"former", "ex", "late", "then"}))
            return "former " + role;
        else if (among(r.lower(t), {"assistant", "junior", "deputy"}))
            return std::string(r.lower(t)) + " " + role;
    return role;
}

std::string Joiner::modifiers_of(const Phrase& p) const {
    std::string all;
    // Whose it is is compared apart, where it is known: "Speaker Ana Silva's office", "Silva's office".
    const int begin = p.owner >= 0 && owner_of(p) >= 0 ? p.owner + 1 : p.tokens.begin;
    for (int t = begin; t < p.tokens.end; ++t) {
        if (t == p.head) continue;
        if (r.name_of[t] >= 0 && r.names[r.name_of[t]].meanings && r.names[r.name_of[t]].meaning.sort <= Sort::capital)
            continue;  // its state is compared apart
        const Tag tag = r.tree.tag[t];
        if (tag == Tag::DT || tag == Tag::CD || tag == Tag::PRPS || tag == Tag::POS || tag == Tag::PDT ||
            tag == Tag::IN || tag == Tag::CC || r.lower(t) == "-")
            continue;
        all += (all.empty() ? "" : " ") + std::string(r.lower(t));
    }
    return all;
}

/// What an office is of, where that is no state: "lima" in "the mayor of Lima".
std::string Joiner::office_of(const Phrase& p) const {
    const int after = p.noun_at + 1;
    if (p.noun_at < 0 || after + 1 >= r.size() || r.lower(after) != "of" || !r.sentence(p.head).contains(after + 1))
        return {};
    int t = after + 1;
    while (t + 1 < r.size() && r.tree.tag[t] == Tag::DT) ++t;
    const int name = r.name_of[t];
    if (name >= 0 && r.names[name].meanings && r.names[name].meaning.sort <= Sort::nation) return {};
    return lower_ascii(name >= 0 ? r.words(r.names[name].tokens) : std::string(r.lower(t)));
}

/// How many, as it is said: "twelve" in "the twelve people".
std::string Joiner::count_of(const Phrase& p) const {
    for (int t = p.tokens.begin; p.counted && t < p.head; ++t)
        if (r.tree.tag[t] == Tag::CD) return std::string(r.lower(t));
    return {};
}

/// Whose it is: "its army", "Peru's army"; -1 when nobody is known.
EntityId Joiner::owner_of(const Phrase& p) const {
    EntityId owner = -1;
    if (p.owner < 0 || r.phrase_of[p.owner] < 0) return owner;
    for (int i = static_cast<int>(trail_.size()) - 1; i >= 0 && i > static_cast<int>(trail_.size()) - 12; --i)
        if (r.phrases[trail_[i].phrase].tokens.contains(p.owner) && trail_[i].entities.size() == 1)
            owner = trail_[i].entities[0];
    return owner;
}

/// "Their claims" are not "his claims", and nobody's claims are not theirs.
bool Joiner::owner_fits(const Phrase& p, EntityId id) const {
    return p.owner < 0 || (traces_[id].owned && traces_[id].owner == owner_of(p));
}

/// "its army", "his country": the owner's state and, for people of a body, its sector.
void Joiner::take_owner(Phrase& p) const {
    if (p.country.empty() || p.country_inferred)  // "the Trump administration"
        for (int i = static_cast<int>(trail_.size()) - 1; i >= 0 && i > static_cast<int>(trail_.size()) - 4; --i) {
            if (!p.tokens.contains(r.phrases[trail_[i].phrase].tokens) || trail_[i].entities.size() != 1 ||
                p.type == EntityType::other || p.type == EntityType::place)
                continue;
            const EntityInfo& info = r.out.entities[trail_[i].entities[0]];
            if (info.type == EntityType::person && !info.country.empty() && info.country != "IGO")
                p.country = info.country, p.country_inferred = false;
        }
    const EntityId owner = owner_of(p);
    if (owner < 0) return;
    const EntityInfo& info = r.out.entities[owner];
    if (p.country.empty() && p.type != EntityType::other && p.type != EntityType::place)
        p.country = info.country == "IGO" ? std::string() : info.country, p.country_inferred = false;
    if (p.sector.empty() && p.noun.kind == NounKind::office) p.sector = info.sector;
    const bool led = info.type == EntityType::organization && p.noun.kind == NounKind::office &&
                     among(r.tree.lemma(p.head), {"leader", "head", "chief", "president", "chairman", "chancellor"});
    if (led && !info.sector.empty()) p.sector = info.sector;  // "the Labour Party's leader"
    if (info.type == EntityType::person && !info.sector.empty() && among(r.tree.lemma(p.head), {"staff", "office"}))
        p.sector = info.sector;
}

/// Who does something to the phrase in its own clause: in "Silva thanked the president" two persons meet.
EntityIds Joiner::subjects_beside(const Phrase& p) const {
    const Role role = role_in_clause(r.tree, p.head);
    if (role != Role::object && role != Role::oblique) return {};
    const int clause = clause_of(r.tree, r.tree.head[p.head]), here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0;
         i >= 0 && steps < look_back && trail_[i].sentence == here; --i, ++steps)
        if (trail_[i].clause == clause && trail_[i].role <= Role::subject) return trail_[i].entities;
    return {};
}

/// "the kingdom" is said of kingdoms alone, "the republic" of none.
bool Joiner::may_be_called(EntityId state, std::string_view noun) const {
    const std::string& code = r.out.entities[state].country;
    const bool sultanate = among(code, {"OMN", "BRN"}), emirate = among(code, {"ARE", "KWT", "QAT"});
    const bool kingdom = among(code, {"SAU", "JOR", "MAR", "BHR", "GBR", "ESP", "NLD", "BEL", "SWE", "NOR", "DNK",
                                      "THA", "KHM", "BTN", "LSO", "SWZ", "TON"});
    if (noun == "kingdom") return kingdom;
    if (noun == "sultanate") return sultanate;
    if (noun == "emirate") return emirate;
    return noun != "republic" || !(kingdom || sultanate || emirate || among(code, {"AUS", "CAN", "JPN", "NZL"}));
}

EntityId Joiner::state_meant(const Phrase& p) {
    if (!p.country.empty() && !p.country_inferred && r.known.state_of(p.country) >= 0) return state(p.country);
    if (!p.definite || p.new_one) return -1;
    const int here = r.text.sentence_of(p.head);
    const EntityIds others = subjects_beside(p);  // "Peru granted the country a loan"
    const std::string_view noun = r.tree.lemma(p.head);
    EntityId best = -1;
    int best_score = 0;
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        const int distance = here - trail_[i].sentence;
        if (distance > 6) break;
        if (trail_[i].entities.size() != 1) continue;
        const EntityInfo& info = r.out.entities[trail_[i].entities[0]];
        if (info.type != EntityType::country || !may_be_called(trail_[i].entities[0], noun) ||
            std::find(others.begin(), others.end(), trail_[i].entities[0]) != others.end())
            continue;
        const int score =
            21 - 4 * distance + (trail_[i].subject ? 3 : 0) - (r.phrases[trail_[i].phrase].modifier ? 2 : 0);
        if (score > best_score) best_score = score, best = trail_[i].entities[0];
    }
    if (const EntityId home = best < 0 && noun == "kingdom" ? state(r.home) : -1; home >= 0)
        return may_be_called(home, noun) ? home : -1;
    return best;
}

EntityId Joiner::body_meant(const Phrase& p) const {
    const std::string noun(r.tree.lemma(p.head));
    const std::string modifiers = modifiers_of(p);
    const auto same = by_noun_.find(noun);
    if (same != by_noun_.end() && !p.counted && (!p.plural || noun == "police")) {
        int steps = 0;
        for (auto id = same->second.rbegin(); id != same->second.rend() && steps < 16; ++id, ++steps) {
            const EntityInfo& info = r.out.entities[*id];
            if (info.type != EntityType::organization) continue;
            const bool state_fits = p.country.empty() || info.country.empty() || p.country == info.country;
            const bool may_fit = state_fits || p.country_inferred;
            const bool same_words =
                modifiers == traces_[*id].modifiers || modifiers.empty() || traces_[*id].modifiers.empty();
            if (p.definite && may_fit && same_words && owner_fits(p, *id)) return *id;
            // "the Syrian government", "government of Syria": one state has one government, army, police.
            if (state_fits && !p.country.empty() &&
                among(noun, {"government", "army", "police", "parliament", "military", "navy"}) && !info.named)
                return *id;
        }
    }
    if (!p.definite || p.new_one || !modifiers.empty() || p.plural || p.owner >= 0) return -1;
    const std::string_view kin = family(noun);
    if (kin != "company" && kin != "group" &&
        !among(noun, {"agency", "newspaper", "party", "ministry", "broadcaster", "institution", "union", "council",
                      "committee", "court", "commission"}))
        return -1;
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        if (here - trail_[i].sentence > near_sentences) break;
        if (trail_[i].entities.size() != 1) continue;
        const EntityId id = trail_[i].entities[0];
        const EntityInfo& info = r.out.entities[id];
        if (info.type != EntityType::organization || !info.named) continue;
        if (kin == "company" && !company_like(info.sector)) continue;
        if (kin == "group" && (company_like(info.sector) || among(info.sector, {"GOV", "MIL", "JRN", "LEG", "COP"})))
            continue;
        if (noun == "agency" && !among(info.sector, {"JRN", "GOV", "IGO", "SPY", "COP"})) continue;
        if (among(noun, {"newspaper", "broadcaster"}) && info.sector != "JRN") continue;
        if (noun == "party" && info.sector != "PTY") continue;
        if (among(noun, {"ministry", "council", "committee", "court", "commission", "union"}) &&
            lower_ascii(info.name).find(noun) == std::string::npos)
            continue;
        return id;
    }
    return -1;
}

EntityId Joiner::people_meant(const Phrase& p) const {
    const bool anybody = among(r.tree.lemma(p.head), {"all", "anyone", "child", "everyone", "man", "member", "one",
                                                      "other", "people", "person", "those", "victim", "woman"});
    if (!p.definite && anybody && r.tree.lemma(p.head) != "victim") return -1;
    if (p.number || (p.new_one && !p.plural)) return -1;  // "hundreds", "another soldier", "a farmer"
    const auto same = by_noun_.find(std::string(r.tree.lemma(p.head)));
    if (same == by_noun_.end()) return -1;
    const std::string modifiers = modifiers_of(p), count = count_of(p);
    int steps = 0;
    for (auto id = same->second.rbegin(); id != same->second.rend() && steps < 8; ++id, ++steps) {
        const EntityInfo& info = r.out.entities[*id];
        const std::string& known = traces_[*id].count;  // "the 12 people" are as many as were told of
        if (p.counted && known != count && (anybody || !known.empty())) continue;
        if (info.type != EntityType::people || info.plural != p.plural || !owner_fits(p, *id)) continue;
        const Trace& trace = traces_[*id];
        if (!p.country.empty() && !info.country.empty() && p.country != info.country &&
            !(p.country_inferred && p.definite))
            continue;
        const bool words_fit = modifiers == trace.modifiers || (p.definite && modifiers.empty());
        if (words_fit) return *id;
    }
    return -1;
}

EntityId Joiner::thing_meant(const Phrase& p) const {
    const std::string noun(r.tree.lemma(p.head));
    const std::string modifiers = modifiers_of(p);
    for (std::string key : {noun, std::string(family(noun))}) {
        const auto same = by_noun_.find(key);
        if (same == by_noun_.end()) continue;
        int steps = 0;
        for (auto id = same->second.rbegin(); id != same->second.rend() && steps < 6; ++id, ++steps) {
            const EntityInfo& info = r.out.entities[*id];
            if (info.type != EntityType::other && info.type != EntityType::place) continue;
            if (info.plural != p.plural || !owner_fits(p, *id)) continue;
            const std::string& known = traces_[*id].modifiers;
            if (p.definite ? modifiers.empty() || modifiers == known
                           : !p.new_one && !modifiers.empty() && modifiers == known)
                return *id;
        }
    }
    return -1;
}

/// "a Peruvian proposal": the state whose it is, should an act be to it or by it.
bool Joiner::is_adjective_of_state(const Phrase& p) const {
    if (p.head + 1 < r.size() && r.name_of[p.head + 1] >= 0) return false;  // "Peruvian marathon winner Ana Rojas"
    for (int u = p.tokens.begin; u < p.head && !p.country.empty(); ++u)
        if (const int name = r.name_of[u]; name >= 0 && r.tree.head[u] == p.head && r.names[name].meanings &&
                                           r.names[name].meaning.sort == Sort::demonym)
            return u == p.tokens.begin || r.tree.tag[u - 1] == Tag::DT ||
                   !r.capital(u - 1);  // not "a West Indian shop"
    return false;
}

/// "envoys of Peru, | Chile and Cuba": a comma before a name in a list.
bool Joiner::is_before_listed_name(int t) const {
    const int next = r.lower(t + 1) == "and" ? t + 2 : t + 1;
    const int name = r.tree.tag[t] == Tag::COMMA && next < r.size() ? r.name_of[next] : -1;
    if (name < 0 || r.names[name].type == NameType::person) return false;
    const TokenRange words = r.names[name].tokens;
    for (int u = words.begin; u < words.end; ++u)
        if (r.tree.dep[u] == Dep::conj && r.tree.is_noun(r.tree.head[u]) && r.name_of[r.tree.head[u]] >= 0) return true;
    return false;
}

/// A phrase with what follows its noun and tells it from others, as far as the next mark or time: "anyone wearing a
/// mask", "a team he led", "three officers from the port".
TokenRange Joiner::whole(const Phrase& p) const {
    constexpr int longest = 16;  // words
    TokenRange words = p.tokens;
    const auto ends_phrase = [&](int t) {
        const Tag tag = r.tree.tag[t];
        return (tag >= Tag::COMMA && tag <= Tag::CLOSE_BRACKET && tag != Tag::DOLLAR && !is_before_listed_name(t)) ||
               tag == Tag::NFP || r.out.time_of_token[t] >= 0;
    };
    const bool people = p.type == EntityType::people || p.type == EntityType::person;
    for (int c = r.tree.first_child[p.head]; c >= 0; c = r.tree.next_sibling[c]) {
        const Dep dep = r.tree.dep[c];
        if (c < p.head || r.tree.left[c] > words.end || r.tree.right[c] <= words.end) continue;
        if ((dep != Dep::nmod && dep != Dep::acl && dep != Dep::acl_relcl) || (people && is_beside(c))) continue;
        int end = words.end;
        while (end < r.tree.right[c] && !ends_phrase(end) && !is_gerund_behind(end)) ++end;
        const bool cut = end < r.tree.right[c];
        while (cut && end > words.end &&
               (r.tree.tag[end - 1] == Tag::IN || r.tree.tag[end - 1] == Tag::CC || r.tree.tag[end - 1] == Tag::DT ||
                r.tree.tag[end - 1] == Tag::TO))
            --end;
        if (end - words.begin > longest) break;
        // "two reporters detained | since July"
        if (cut && dep == Dep::acl && end == c + 1 && end - 1 == words.end) break;
        words.end = end;
        if (cut) break;
    }
    return words;
}

/// "an officer | by gunmen", "the party | for his silence": who did it and why, hung on whom it was done to.
bool Joiner::is_beside(int nmod) const {
    if (r.tree.dep[nmod] != Dep::nmod) return false;
    const int marker = r.tree.child(nmod, Dep::case_);
    const std::string_view word = marker < 0 ? std::string_view() : r.lower(marker);
    const int whose = r.tree.child(nmod, Dep::nmod_poss);
    return word == "by" || word == "after" || word == "over" || word == "despite" || word == "amid" ||
           (word == "for" && whose >= 0 && r.tree.tag[whose] == Tag::PRPS);
}

/// "anyone wearing a mask | from entering", "both sides | of lying", not "troops tasked with guarding it".
bool Joiner::is_gerund_behind(int t) const {
    if (t + 1 >= r.size() || r.tree.tag[t] != Tag::IN || r.tree.tag[t + 1] != Tag::VBG) return false;
    const Dep dep = r.tree.dep[t + 1];
    return dep != Dep::amod && dep != Dep::compound && r.tree.tag[t - 1] != Tag::VBN;
}

EntityIds Joiner::common(Phrase& p, int index) {
    take_owner(p);
    if (p.several != Several::none) return several(p);
    if (p.tokens.begin > 0 && among(r.lower(p.tokens.begin - 1), {"mr", "mrs", "ms", "mr.", "mrs.", "ms."})) return {};
    if (p.tokens.begin < p.head && among(r.lower(p.tokens.begin), {"mr", "mrs", "ms", "mr.", "madam"})) return {};
    EntityId id = -1;
    if (const int other = apposed(p, index); other >= 0) {
        id = entity_of_phrase_[other];
        add_facts(id, p);
    }
    if (const int name = id < 0 ? identified(p) : -1; name >= 0) {
        if (!joined_[name]) join_phrase(name);
        if (id = entity_of_phrase_[name]; id >= 0) {
            add_facts(id, p);
            EntityType& type = r.out.entities[id].type;
            if (type == EntityType::other) type = p.type == EntityType::people ? EntityType::person : p.type;
        }
    }
    if (const int name = id < 0 && p.head > 0 ? r.name_of[p.head - 1] : -1;
        name >= 0 && !p.plural && p.type != EntityType::person) {  // "the AUKUS partnership"
        const int inner = r.phrase_of[p.head - 1];
        const bool kin =
            among(r.tree.lemma(p.head),
                  {"partnership", "alliance",  "bloc",      "group",     "movement",  "organisation", "organization",
                   "agency",      "agreement", "treaty",    "pact",      "accord",    "initiative",   "party",
                   "network",     "company",   "airline",   "newspaper", "coalition", "rebellion",    "insurgency",
                   "militia",     "project",   "programme", "program"});
        if (kin && inner >= 0 && inner < index && entity_of_phrase_[inner] >= 0) {
            const EntityType type = r.out.entities[entity_of_phrase_[inner]].type;
            if (type == EntityType::organization || type == EntityType::other) id = entity_of_phrase_[inner];
        }
    }
    if (id < 0) {
        switch (p.noun.kind) {
            case NounKind::office:
                id = p.plural ? people_meant(p) : person_meant(p);
                if (EntityIds all; id < 0 && p.plural && !(all = titled(p)).empty()) return all;
                if (const int name = id < 0 ? -1 : name_behind(p, index);
                    name >= 0 && is_other_person(id, r.phrases[name]))
                    id = person_named(r.phrases[name], words_of(r.phrases[name].name_words));
                break;
            case NounKind::people:
                id = people_meant(p);
                if (id < 0 && !p.plural && p.definite) id = person_meant(p);
                break;
            case NounKind::body:
                id = p.type == EntityType::people ? people_meant(p) : body_meant(p);
                break;
            case NounKind::state:
                id = p.plural ? people_meant(p) : state_meant(p);
                break;
            default:
                id = thing_meant(p);
                break;
        }
    }
    if (id < 0) {
        if (p.type == EntityType::country) p.type = EntityType::other;
        id = make(p, r.words(whole(p)));
        r.out.entities[id].known_as = r.words(p.tokens);
        if (p.type == EntityType::other && is_adjective_of_state(p)) state(p.country);
        traces_[id].modifiers = modifiers_of(p), traces_[id].count = count_of(p);
        traces_[id].owned = p.owner >= 0, traces_[id].owner = owner_of(p);
    } else if (r.out.entities[id].type != EntityType::country) {
        EntityInfo& info = r.out.entities[id];
        if (traces_[id].inferred && !p.country.empty() && !p.country_inferred)
            info.country = p.country, traces_[id].inferred = false;
        if (info.sector.empty()) info.sector = p.sector;
    }
    if (r.out.entities[id].type != EntityType::country) {
        const bool role = p.noun.kind == NounKind::people && r.out.entities[id].type == EntityType::person;
        if (role || p.noun.kind == NounKind::office || p.noun.kind == NounKind::body) add_role(id, p);
        for (std::string key : {std::string(r.tree.lemma(p.head)), std::string(family(r.tree.lemma(p.head)))}) {
            EntityIds& ids = by_noun_[key];
            if (ids.empty() || ids.back() != id) ids.push_back(id);
        }
    }
    return {id};
}

}  // namespace dragoman::mentions
