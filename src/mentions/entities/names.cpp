// Proper names: what the tables know, what the tagger found, and runs of capitalised words that
// neither has; where they overlap, one of them is kept.
#include <algorithm>
#include <unordered_set>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

bool is_connector(std::string_view word) {
    return among(word, {"of",  "for", "de",  "del", "della", "la",  "da", "dos", "al", "el", "bin",
                        "ibn", "van", "von", "der", "the",   "and", "&",  "-",   "–",  "'s", "’s"});
}

bool is_state_like(const Reading& r, const ProperName& name) {
    return name.meanings && name.meaning.sort <= Sort::capital && r.text.word(name.tokens.begin) != "";
}

/// "Federal Republic of Brazil", "Kingdom of the Netherlands": the state's full name begins earlier.
int begin_of_full_name(const Reading& r, int begin, int limit) {
    int at = begin - 1;
    if (at > limit && r.lower(at) == "the") --at;
    if (at <= limit || r.lower(at) != "of" ||
        !among(r.text.word(at - 1),
               {"Republic", "Kingdom", "Commonwealth", "Principality", "Sultanate", "Emirate", "State"}))
        return begin;
    at = at - 1;
    while (at > limit && r.capital(at - 1) &&
           among(r.lower(at - 1), {"federal", "islamic", "arab", "people", "socialist", "democratic", "united",
                                   "bolivarian", "hashemite", "cooperative", "former", "'s", "’s"}))
        --at;
    return at;
}

/// "Exxon Corp", "Cargill, Inc.": the legal form belongs to a firm's name.
int end_of_firm(const Reading& r, const ProperName& name, int end) {
    const std::string_view sector = r.known.organizations[name.meaning.row].sector;
    if (sector != "BUS" && sector != "MNC") return end;
    const auto legal_form = [&](int t) {
        return t < r.size() && among(r.text.word(t), {"Corp", "Corp.", "Inc", "Inc.", "Ltd", "Ltd.", "Co", "Co.", "AG",
                                                      "Ag", "SA", "S.A.", "PLC", "Plc", "plc", "NV", "N.V.", "AB"});
    };
    if (r.lower(end) == "," && legal_form(end + 1)) return end + 2;
    if (among(r.lower(end), {"and", "&"}) && legal_form(end + 1)) end += 2;
    while (legal_form(end)) ++end;
    return end;
}

/// "Dawn broke", "The Hindu festival": what a body is called too is a common word here.
bool is_mere_word(const Reading& r, TokenRange name) {
    const int last = name.end - 1;
    if (r.lower(name.begin) == "the" && name.size() == 2)
        return r.tree.tag[last] == Tag::JJ || (r.tree.head[last] > last && !r.capital(r.tree.head[last]));
    const std::string_view word = r.text.word(last);
    if (name.size() > 1 || !r.capital(last)) return false;
    const bool title_case = std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return title_case && !r.tree.is_proper(last);
}

std::vector<ProperName> from_tables(const Reading& r) {
    std::vector<ProperName> found;
    for (int t = 0; t < r.size();) {
        const NameMatch match = r.known.longest(r.text, t);
        if (!match) {
            ++t;
            continue;
        }
        ProperName name;
        name.tokens = {t, match.end};
        name.meanings = match.meanings;
        name.meaning = r.known.best(*match.meanings, r.day);
        if (name.meaning.sort == Sort::organization && is_mere_word(r, name.tokens)) {
            ++t;
            continue;
        }
        if (name.meaning.sort == Sort::state)
            name.tokens.begin = begin_of_full_name(r, name.tokens.begin, found.empty() ? 0 : found.back().tokens.end);
        if (name.meaning.sort == Sort::organization) name.tokens.end = end_of_firm(r, name, match.end);
        found.push_back(name);
        t = name.tokens.end;
    }
    return found;
}

/// "National Guard", "Communist Party", "Red Cross": a name that many bodies share; "Iraqi National Guard" says whose.
bool is_of_many(const Reading& r, const ProperName& tagged, const ProperName& listed) {
    const Organization& body = r.known.organizations[listed.meaning.row];
    if (listed.meanings->size() > 1) return true;
    if (!body.country.empty()) return false;
    return among(body.sector, {"GOV", "LEG", "MIL", "JUD", "PTY", "SPY", "COP"}) ||
           (tagged.tokens.begin < listed.tokens.begin && tagged.tokens.end == listed.tokens.end);
}

/// "Salomon Brothers Asia Ltd": the longer name of a firm goes on behind the known one.
bool is_longer_firm(const Reading& r, const ProperName& tagged, const ProperName& listed) {
    return tagged.tokens.begin == listed.tokens.begin && tagged.tokens.end > listed.tokens.end &&
           r.known.name_word(r.text.word(tagged.tokens.end - 1)).sector == "BUS";
}

/// "United States Senate": a state and the body of that state that the table has.
bool is_body_of(const Reading& r, const ProperName& tagged, const ProperName& state, const ProperName& body) {
    if (!is_state_like(r, state) || body.meaning.sort != Sort::organization || body.tokens.end != tagged.tokens.end)
        return false;
    return std::any_of(body.meanings->begin(), body.meanings->end(), [&](Meaning m) {
        return m.sort == Sort::organization &&
               r.known.organizations[m.row].country == r.known.states[state.meaning.row].code;
    });
}

/// "told CNN Weller was ill": a station in capitals before a family name.
bool is_station(const Reading& r, const ProperName& tagged, const ProperName& listed) {
    const std::string_view word = r.text.word(listed.tokens.begin);
    return tagged.type == NameType::person && listed.meaning.sort == Sort::organization && listed.tokens.size() == 1 &&
           tagged.tokens.begin == listed.tokens.begin && tagged.tokens.size() == 2 && word.size() > 2 &&
           r.known.organizations[listed.meaning.row].sector == "JRN" &&
           std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "told Reuters Congress would meet": whom it was told, before what was told.
bool is_told_outlet(const Reading& r, const ProperName& tagged, const ProperName& listed) {
    const int begin = tagged.tokens.begin;
    if (listed.meaning.sort != Sort::organization || listed.tokens.begin != begin || begin == 0 ||
        r.known.organizations[listed.meaning.row].sector != "JRN" || r.lower(begin - 1) != "told")
        return false;
    for (int t = tagged.tokens.end; t < std::min(r.sentence(begin).end, tagged.tokens.end + 4); ++t) {
        const Tag tag = r.tree.tag[t];
        if (tag == Tag::MD || tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP) return true;
        if (tag != Tag::RB) return false;
    }
    return false;
}

/// Should the tagger's longer name give way to the table's name inside it?
bool table_wins(const Reading& r, const ProperName& tagged, const ProperName& listed) {
    if (listed.tokens.size() >= tagged.tokens.size()) return true;
    if (listed.meaning.sort == Sort::person) return true;
    const bool inside = tagged.tokens.contains(listed.tokens);
    if (!inside) return listed.tokens.size() > 1;
    bool hyphen = false, small = false;
    for (int t = tagged.tokens.begin; t < tagged.tokens.end; ++t) {
        if (listed.tokens.contains(t)) continue;
        hyphen |= among(r.lower(t), {"-", "–"});
        small |= !r.capital(t) && !is_connector(r.lower(t));
    }
    if (is_station(r, tagged, listed) || is_told_outlet(r, tagged, listed)) return true;
    const NounKind first = r.known.noun(r.tree, tagged.tokens.begin, tagged.tokens.begin).kind;
    if (listed.meaning.sort == Sort::organization && (first == NounKind::office || first == NounKind::people) &&
        tagged.tokens.begin < listed.tokens.begin)
        return true;  // "Members of the Security Council"
    if (listed.meaning.sort == Sort::organization && tagged.type != NameType::person)
        return small ||
               (listed.tokens.size() > 1 && !is_of_many(r, tagged, listed) && !is_longer_firm(r, tagged, listed));
    if (tagged.type == NameType::place && small) return true;   // "northern Syria"
    if (tagged.type == NameType::other && hyphen) return true;  // "Syrian-Turkish border"
    if (tagged.type == NameType::person) {
        // "China Xi Jinping": the state stands before the person; "Paris Smith" is a person.
        return false;
    }
    const int last = tagged.tokens.end - 1;
    if (listed.meaning.sort == Sort::demonym && tagged.tokens.begin == listed.tokens.begin && !r.capital(last))
        return true;
    return false;
}

void keep(std::vector<ProperName>& all, const ProperName& name) {
    if (!name.tokens.empty()) all.push_back(name);
}

/// "Institute of Volcanology" taken for a person.
bool is_body_name(const Reading& r, const ProperName& name) {
    for (int t = name.tokens.begin; t < name.tokens.end; ++t)
        if (among(r.lower(t), {"of", "for", "and", "on"})) return true;
    const NameWord last = r.known.name_word(r.text.word(name.tokens.end - 1));
    return name.tokens.size() > 1 && last.type == EntityType::organization &&
           among(last.sector, {"GOV", "LEG", "EDU", "MIL", "JUD", "COP", "IGO", "PTY"});
}

/// Shortens a tagged name by what the tables have at its beginning: titles, states before a person.
ProperName trimmed(const Reading& r, ProperName name) {
    while (name.tokens.size() > 1 && (r.lower(name.tokens.begin) == "the" || !r.capital(name.tokens.begin)) &&
           !is_connector(r.lower(name.tokens.begin)))
        ++name.tokens.begin;
    const auto loose = [&](int t) {
        return among(r.lower(t), {"'s", "’s", "-", ",", "."}) ||
               (name.type != NameType::person && !r.capital(t) && !(r.lower(t)[0] >= '0' && r.lower(t)[0] <= '9'));
    };
    while (name.tokens.size() > 1 && loose(name.tokens.end - 1)) --name.tokens.end;
    if (const int end = end_of_title_of(r, name.tokens); end > name.tokens.begin)
        name.tokens.begin = end, name.type = NameType::person;
    if (name.type == NameType::person && is_body_name(r, name)) name.type = NameType::organization;
    if (name.tokens.size() > 1 && is_honorific(r.lower(name.tokens.begin)))
        ++name.tokens.begin, name.type = NameType::person;
    if (name.type != NameType::person) {
        const int t = name.tokens.begin;  // "Energy Minister Javier Espinosa" taken for one name
        if (name.tokens.size() < 3 || name.tokens.size() > 6) return name;
        for (int u = t; u + 1 < name.tokens.end; ++u)
            if (r.known.noun(r.tree, u, t).kind == NounKind::office && name.tokens.end - u <= 4 &&
                !r.known.is_name_word(r.text.word(name.tokens.end - 1)))
                name.tokens.begin = u + 1, name.type = NameType::person;
        return name;
    }
    for (int t = name.tokens.begin; t + 1 < name.tokens.end; ++t) {
        const Noun noun = r.known.noun(r.tree, t, t);
        if (noun.kind == NounKind::office ||
            among(r.lower(t), {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "pope"})) {
            if (r.lower(t) == "pope" || r.lower(t) == "prince") continue;
            name.tokens.begin = t + 1;
        }
    }
    return name;
}

bool is_month_or_day(std::string_view word) {
    return among(
        word, {"january", "february", "march",    "april",  "may",     "june",      "july",     "august", "september",
               "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
               "sunday",  "mr",       "mr.",      "mrs",    "mrs.",    "ms",        "ms.",      "dr",     "dr."});
}

/// "Li Gun-mo": a small syllable after a hyphen belongs to the name before it.
int with_syllable(const Reading& r, int end) {
    if (end + 1 >= r.size() || r.lower(end) != "-" || r.text.tokens[end].begin != r.text.tokens[end - 1].end ||
        r.text.tokens[end + 1].begin != r.text.tokens[end].end)
        return end;
    const std::string_view word = r.text.word(end + 1);
    return word.size() <= 6 && !r.capital(end + 1) &&
                   !among(word, {"led", "based", "born", "run", "held", "made", "era", "ed", "like", "style", "backed",
                                 "owned", "hit", "area", "wide", "bound", "aid", "gas", "oil"})
               ? end + 2
               : end;
}

/// One adjective or a plural at a sentence's beginning: "European", "Dozens".
bool is_common_word(const Reading& r, const ProperName& name) {
    if (name.tokens.size() > 1) return false;
    const int t = name.tokens.begin;
    const Tag tag = r.tree.tag[t];
    const NounKind kind = r.known.noun(r.tree, t, t).kind;
    if (kind == NounKind::office || kind == NounKind::people || kind == NounKind::body) return true;
    if (const int amount = r.out.amount_of_token[t]; amount >= 0 && !r.out.amounts[amount].counted) return true;
    return tag == Tag::JJ || tag == Tag::RB || tag == Tag::PRP ||
           ((tag == Tag::NNS || tag == Tag::NN || tag == Tag::CD) && t == r.sentence(t).begin) ||
           is_month_or_day(r.lower(t));
}

/// "MS The results": an article alone is nobody's name.
bool is_mere_article(const Reading& r, const ProperName& name) {
    return name.tokens.size() == 1 &&
           among(r.lower(name.tokens.begin), {"the", "a", "an", "this", "that", "these", "those"});
}

/// "(R-PA)", "(D)": the party and state of the one named before.
bool is_party_tag(const Reading& r, const ProperName& name) {
    int open = name.tokens.begin, close = name.tokens.end;
    for (int step = 0; step < 3 && open > 0 && r.lower(open) != "("; ++step) --open;
    for (int step = 0; step < 3 && close < r.size() && r.lower(close) != ")"; ++step) ++close;
    if (r.lower(open) != "(" || r.lower(close) != ")" || close - open > 5 || open == 0 || !r.tree.is_proper(open - 1))
        return false;
    const std::string_view party = r.text.word(open + 1), mark = r.lower(open + 2);
    return among(party.substr(0, party.find('-')), {"R", "D", "I", "L", "DFL"}) &&
           (open + 2 == close || party.size() > 3 || among(mark, {"-", "–", ","}));
}

/// The words after "Mr" are a person's name, whatever the tagger says: "Mr al-Assad".
int end_of_family_name(const Reading& r, int begin) {
    const int limit = std::min(r.sentence(begin).end, begin + 6);
    int end = begin;
    while (end < limit &&
           (r.capital(end) || (among(r.lower(end), {"al", "el", "bin", "ibn", "de", "da", "van", "von", "der", "dela",
                                                    "del", "la", "las", "los", "dos", "das", "do", "-"}) &&
                               end + 1 < limit)))
        ++end;
    while (end > begin && !r.capital(end - 1)) --end;
    if (end > begin && r.known.noun(r.tree, begin, begin).kind == NounKind::office) return begin;
    for (int t = begin; t < end; ++t)
        if (r.known.noun(r.tree, t, begin).kind == NounKind::office) return t == begin ? begin : begin;
    return end;
}

/// Two or three words that are no body's name: a person when the first is a leader's first name or
/// the last stands for a person elsewhere in the story.
bool is_overlooked_person(const Reading& r, const ProperName& name,
                          const std::unordered_set<std::string>& family_names) {
    if (name.meanings || name.tokens.size() < 2 || name.tokens.size() > 4 ||
        (name.tagged && (name.type == NameType::person || name.type == NameType::place)))
        return false;
    for (int t = name.tokens.begin; t < name.tokens.end; ++t)
        if (r.known.is_name_word(r.text.word(t)) || r.lower(t) == "of" || r.lower(t) == "and" ||
            r.known.noun(r.tree, t, t).kind != NounKind::none)
            return false;
    return r.known.is_given_name(lower_ascii(fold(r.text.word(name.tokens.begin)))) ||
           family_names.contains(lower_ascii(fold(r.text.word(name.tokens.end - 1))));
}

/// "CFC", however it is tagged, in a text that is not all in capitals.
bool is_acronym(const Reading& r, int t) {
    const std::string_view word = r.text.word(t);
    if (word.size() < 2 || word.size() > 7 || !(r.tree.tag[t] == Tag::NN || r.tree.tag[t] == Tag::NNS)) return false;
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
    const int next = t + 1 < r.size() ? t + 1 : t - 1;
    return next >= 0 &&
           !(r.text.word(next).size() > 2 && std::all_of(r.text.word(next).begin(), r.text.word(next).end(),
                                                         [](char c) { return c >= 'A' && c <= 'Z'; }));
}

/// Runs of words tagged as proper that no name has yet; the tail of an unknown organisation's name
/// may hold "of" and what follows.
void add_chunks(Reading& r, std::vector<ProperName>& names, const std::vector<int>& taken) {
    for (int t = 0; t < r.size(); ++t) {
        if (is_honorific(r.lower(t)) && t + 1 < r.size() && taken[t + 1] < 0) {
            if (const int end = end_of_family_name(r, t + 1); end > t + 1) {
                bool free = true;
                for (int u = t + 1; u < end; ++u) free &= taken[u] < 0;
                if (free) {
                    names.push_back({.tokens = {t + 1, end}, .tagged = true, .type = NameType::person});
                    t = end - 1;
                    continue;
                }
            }
        }
        if (taken[t] >= 0 || !(r.tree.is_proper(t) || is_acronym(r, t)) || !r.capital(t) ||
            is_month_or_day(r.lower(t)) || r.out.time_of_token[t] >= 0)
            continue;
        const TokenRange sentence = r.sentence(t);
        int end = t + 1;
        while (end < sentence.end && taken[end] < 0 && r.out.time_of_token[end] < 0) {
            if (r.tree.is_proper(end) && r.capital(end)) {
                ++end;
            } else if (among(r.lower(end), {"-", "&", "al", "de", "dela", "del", "bin", "van", "von", "and"}) &&
                       end + 1 < sentence.end && taken[end + 1] < 0 && r.tree.is_proper(end + 1) &&
                       r.capital(end + 1)) {
                if (r.lower(end) == "and" && !r.known.is_name_word(r.text.word(end + 1))) break;
                end += 2;
            } else {
                break;
            }
        }
        if (end - t >= 2) end = with_syllable(r, end);
        ProperName name;
        name.tokens = {t, end};
        t = end - 1;
        for (int u = name.tokens.begin; u < end;
             ++u) {  // titles are no names: "The President", "Defence Secretary", "Energy Minister Javier Espinosa"
            const Noun noun = r.known.noun(r.tree, u, name.tokens.begin);
            if (noun.kind == NounKind::office &&
                !(u + 1 == end && noun.words < end - name.tokens.begin && r.known.is_name_word(r.text.word(u))))
                name.tokens.begin = u + 1;
        }
        const int last = end - 1;
        if (name.tokens.size() == 1 && r.known.noun(r.tree, last, last).kind == NounKind::people) continue;
        if (!name.tokens.empty()) names.push_back(name);
    }
}

/// "Ministry of Defence", "Government of Iraq", "Institute for Space Research": the body's word and what it is of.
void extend_bodies(const Reading& r, std::vector<ProperName>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        ProperName& name = names[i];
        if (name.tokens.empty() || (name.meanings && name.meaning.sort != Sort::organization)) continue;
        const int last = name.tokens.end - 1;
        const NameWord word = r.known.name_word(r.text.word(last));
        if (word.type != EntityType::organization || word.sector == "BUS" || !r.capital(last)) continue;
        int at = name.tokens.end;
        if (!among(r.lower(at), {"of", "for"})) continue;
        ++at;
        if (r.lower(at) == "the") ++at;
        if (at >= r.size()) continue;
        for (std::size_t j = i + 1; j < std::min(names.size(), i + 4); ++j) {
            if (names[j].tokens.empty() || names[j].tokens.begin > at) break;
            if (names[j].tokens.begin != at) continue;
            const bool state = is_state_like(r, names[j]) && names[j].meaning.sort != Sort::demonym;
            const bool unknown = !names[j].meanings && names[j].type != NameType::person;
            const bool own =
                state && name.meanings && r.known.organizations[name.meaning.row].country == state_code(r, names[j]);
            const bool body = name.tokens.size() == 1 || among(word.sector, {"GOV", "LEG", "JUD", "MIL", "COP"});
            if (state ? own || body : unknown) {
                name.tokens.end = names[j].tokens.end;
                if (!state) name.meanings = nullptr;
                name.tagged = !state && name.tagged;
                name.type = NameType::organization;
                names[j].tokens = {};
            }
            break;
        }
    }
}

/// "Kurds", "ethnic Albanians": a people told as a noun, whatever the tagger takes it for.
bool is_people_noun(const Reading& r, const ProperName& name) {
    const int t = name.tokens.begin;
    if (name.tokens.size() != 1 || r.tree.tag[t] != Tag::NNPS) return false;
    return r.known.noun(r.tree, t, t).kind == NounKind::people || is_ethnic(r, t);
}

}  // namespace

bool among(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_ethnic(const Reading& r, int t) {
    return t > 0 && r.lower(t - 1) == "ethnic" && (r.tree.tag[t] == Tag::NNPS || r.tree.tag[t] == Tag::NNS) &&
           r.capital(t);
}

void find_names(Reading& r) {
    std::vector<ProperName> listed = from_tables(r), all;
    std::erase_if(listed,
                  [&](const ProperName& name) { return name.tokens.size() == 1 && is_ethnic(r, name.tokens.begin); });
    std::vector<int> listed_at(r.size(), -1);
    for (int i = 0; i < static_cast<int>(listed.size()); ++i)
        for (int t = listed[i].tokens.begin; t < listed[i].tokens.end; ++t) listed_at[t] = i;
    std::vector<bool> dropped(listed.size(), false);
    for (const Name& tag : r.tree.names) {
        ProperName name = trimmed(r, {.tokens = tag.tokens, .tagged = true, .type = tag.type});
        if (is_mere_title(r, name) || r.lower(name.tokens.begin) == "of") continue;  // "PREMIER [OF PERU]"
        name.tokens.begin = end_of_office(r, name);
        if (name.type == NameType::person && name.tokens.size() == 2)
            name.tokens.end = with_syllable(r, name.tokens.end);
        bool wins = (r.capital(name.tokens.begin) || begins_small(r, name)) &&
                    r.out.time_of_token[name.tokens.begin] < 0 && !is_common_word(r, name);
        for (int t = name.tokens.begin; t < name.tokens.end; ++t) {
            if (listed_at[t] < 0) continue;
            ProperName& other = listed[listed_at[t]];
            if (name.tokens == other.tokens) other.tagged = true, other.type = tag.type;
            // A person's name may follow a state's: "President of Russia Vladimir Petrov".
            if (other.meaning.sort <= Sort::capital && other.tokens.begin == name.tokens.begin &&
                name.tokens.end - other.tokens.end >= 2 && r.capital(other.tokens.end) && name.tokens.begin > 0 &&
                among(r.lower(name.tokens.begin - 1), {"of", "the", "to"}) &&
                !r.known.is_name_word(r.text.word(name.tokens.end - 1)) &&
                !is_body_name(r, {.tokens = {other.tokens.end, name.tokens.end}})) {
                name.tokens.begin = other.tokens.end;
                name.type = NameType::person;
                t = name.tokens.begin - 1;
                continue;
            }
            const int body = other.tokens.begin == name.tokens.begin && other.tokens.end < name.tokens.end
                                 ? listed_at[other.tokens.end]
                                 : -1;
            if (table_wins(r, name, other) || (body >= 0 && is_body_of(r, name, other, listed[body]))) wins = false;
        }
        if (!wins) continue;
        for (int t = name.tokens.begin; t < name.tokens.end; ++t)
            if (listed_at[t] >= 0) dropped[listed_at[t]] = true;
        keep(all, name);
    }
    for (std::size_t i = 0; i < listed.size(); ++i)
        if (!dropped[i]) keep(all, listed[i]);
    std::vector<int> taken(r.size(), -1);
    const auto mark = [&] {
        std::fill(taken.begin(), taken.end(), -1);
        for (int i = 0; i < static_cast<int>(all.size()); ++i)
            for (int t = all[i].tokens.begin; t < all[i].tokens.end; ++t) taken[t] = i;
    };
    mark();
    add_chunks(r, all, taken);
    const auto by_place = [](const ProperName& a, const ProperName& b) { return a.tokens.begin < b.tokens.begin; };
    std::sort(all.begin(), all.end(), by_place);
    extend_bodies(r, all);
    std::erase_if(all, [&](const ProperName& name) {
        return name.tokens.empty() || is_mere_article(r, name) || is_party_tag(r, name) ||
               (!name.meanings && is_people_noun(r, name));
    });
    join_name_pieces(r, all);
    mark();
    std::unordered_set<std::string> family_names;
    for (const ProperName& name : all)
        if (!name.meanings && name.tagged && name.type == NameType::person && name.tokens.size() == 1)
            family_names.insert(lower_ascii(fold(r.text.word(name.tokens.begin))));
    for (ProperName& name : all)
        if (is_overlooked_person(r, name, family_names)) name.tagged = true, name.type = NameType::person;
    r.name_of = std::move(taken);
    r.names = std::move(all);
}

}  // namespace dragoman::mentions
