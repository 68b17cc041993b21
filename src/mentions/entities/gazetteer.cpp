#include "mentions/entities/gazetteer.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

// Base letters of U+00C0 to U+024F; '?' where there is none.
constexpr std::string_view base_letters =
    "AAAAAAACEEEEIIIIDNOOOOO-OUUUUYTsaaaaaaaceeeeiiiidnooooo-ouuuuytyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGg"
    "HhHhIiIiIiIiIi??JjKk?LlLlLl??LlNnNnNn??nOoOoOoOoRrRrRrSsSsSsSsTtTt??UuUuUuUuUuUuWwYyYZzZzZz?????????"
    "????????????????????????Oo?????????????Uu????????????????????????????AaIiOoUuUuUuUuUu?AaAa????GgKkOo"
    "Oo??j???Gg??NnAa????AaAaEeEeIiIiOoOoRrRrUuUuSsTt??Hh??????AaEeOoOoOoOoYy????????????????????????????";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// One character of UTF-8 at `at`, folded to ASCII where it has a base; moves `at` past it.
char next_folded(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char c = byte(at);
    if (c >= 0xC3 && c <= 0xC9 && at + 1 < text.size()) {
        const unsigned code = ((c & 0x1Fu) << 6) | (byte(at + 1) & 0x3Fu);
        if (code >= 0xC0 && code < 0xC0 + base_letters.size()) {
            at += 2;
            return base_letters[code - 0xC0];
        }
    }
    if (c == 0xE2 && at + 2 < text.size() && byte(at + 1) == 0x80) {
        const unsigned char last = byte(at + 2);
        at += 3;
        if (last == 0x98 || last == 0x99) return '\'';
        if (last >= 0x90 && last <= 0x95) return '-';
        return '?';
    }
    ++at;
    return static_cast<char>(c);
}

/// A letter of a key: those that British and American spelling exchange are one ("Organisation", "Defence").
char key_letter(char c) {
    c = lower(c);
    return c == 'z' || c == 'c' ? 's' : c;
}

/// The letters and digits (and inner stops: "U.S.") a folded name begins with, as letters of a key.
std::string first_letters(std::string_view folded) {
    std::string key;
    for (char c : folded) {
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '.') break;
        key += key_letter(c);
    }
    return key;
}

std::optional<double> number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc()) return {};
    return value;
}

/// A month or a year holds from its first day to its last: "2013-03" begins before and ends after "2013-03-14".
bool holds(const Term& term, std::string_view day) {
    return term.from <= day && (term.to.empty() || day.substr(0, term.to.size()) <= term.to);
}

// Where the family's name comes first.
constexpr std::array<std::string_view, 7> family_first_in = {"CHN", "HKG", "KOR", "PRK", "SGP", "TWN", "VNM"};

// States whose name is a common word when written small.
constexpr std::array<std::string_view, 12> words_too = {"Turkey", "China",   "Jordan", "Chad", "Jersey", "Guernsey",
                                                        "Panama", "Bermuda", "Guinea", "Male", "Mali",   "Togo"};

/// British and American spelling: "Organisation", "Defence".
bool spelled_alike(std::string_view name, std::size_t i, char have) {
    const char want = lower(name[i]);
    if ((want == 'z' && have == 's') || (want == 's' && have == 'z'))
        return i > 0 && name[i - 1] == 'i' && i + 1 < name.size() && name[i + 1] == 'a';
    return ((want == 's' && have == 'c') || (want == 'c' && have == 's')) && i > 2 && name.substr(i - 3, 3) == "fen";
}

/// "Al-Shabaab" is written "al-Shabaab" too.
bool begins_with_article(std::string_view name) {
    return name.size() > 3 && (name.starts_with("Al") || name.starts_with("El")) && (name[2] == '-' || name[2] == ' ');
}

/// "AUS|GBR:1973-01-01/2020-01-31|POL:2004-05-01/": names, with the days of those that do not hold all along.
std::vector<Dated> dated(std::string_view field) {
    std::vector<Dated> items;
    for (std::string_view item : split(field, '|')) {
        Dated one{item.substr(0, item.find(':')), {}, {}};
        if (one.name.size() < item.size()) {
            const std::string_view days = item.substr(one.name.size() + 1);
            const std::size_t slash = std::min(days.find('/'), days.size());
            one.from = days.substr(0, slash);
            if (slash < days.size()) one.to = days.substr(slash + 1);
        }
        items.push_back(one);
    }
    return items;
}

}  // namespace

std::string fold(std::string_view text) {
    const auto plain = static_cast<std::size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; }) - text.begin());
    std::string folded(text.substr(0, plain));
    folded.reserve(text.size());
    for (std::size_t at = plain; at < text.size();) folded += next_folded(text, at);
    return folded;
}

std::string lower_ascii(std::string_view text) {
    std::string small(text);
    for (char& c : small) c = lower(c);
    return small;
}

std::vector<std::string_view> Organization::members_on(std::string_view day) const {
    std::vector<std::string_view> states;
    for (const Dated& member : members)
        if (member.holds(day)) states.push_back(member.name);
    return states;
}

/// A copy of the word that lives as long as the gazetteer.
std::string_view Gazetteer::kept(std::string_view word) {
    if (word.empty()) return {};
    char* copy = static_cast<char*>(memory_.allocate(word.size(), 1));
    word.copy(copy, word.size());
    return {copy, word.size()};
}

void Gazetteer::add(std::string_view name, Sort sort, int row, bool may_be_lower) {
    if (name.empty()) return;
    const std::string folded = fold(name);
    auto at = entry_of_.find(folded);
    if (at == entry_of_.end()) {
        const int entry = static_cast<int>(entries_.size());
        at = entry_of_.emplace(kept(folded), entry).first;
        entries_.push_back({at->first, may_be_lower, Meanings(&memory_)});
        const std::string letters = first_letters(folded);
        auto first = by_first_.find(letters);
        if (first == by_first_.end()) first = by_first_.emplace(kept(letters), Rows()).first;
        first->second.push_back(entry);
    }
    Meanings& meanings = entries_[at->second].meanings;
    if (std::find(meanings.begin(), meanings.end(), Meaning{sort, row}) == meanings.end())
        meanings.push_back({sort, row});
}

/// Names or capitals of a state, some of them of some days only.
void Gazetteer::add_dated(std::string_view names, Sort sort, int row) {
    for (const Dated& item : dated(names)) {
        const bool small = sort == Sort::capital && item.name != "Male";
        add(item.name, sort, row, small);
        if (item.from.empty() && item.to.empty()) continue;
        entries_[entry_of_.find(fold(item.name))->second].meanings.back().days = static_cast<int>(days_.size());
        days_.push_back(item);
    }
}

void Gazetteer::read_states(const Table& table) {
    for (int r = 0; r < table.rows(); ++r) {
        const std::string_view name = table.at(r, "name"), capitals = table.at(r, "capital");
        states.push_back({table.at(r, "code"), name, capitals.substr(0, capitals.find_first_of("|:")),
                          table.at(r, "from"), table.at(r, "to"), number(table.at(r, "latitude")),
                          number(table.at(r, "longitude"))});
        state_of_.emplace(states.back().code, r);
        const bool small = std::find(words_too.begin(), words_too.end(), name) == words_too.end();
        add(name, Sort::state, r, small);
        add_dated(table.at(r, "names"), Sort::state, r);
        for (auto word : split(table.at(r, "adjectives"), '|')) add(word, Sort::demonym, r);
        for (auto word : split(table.at(r, "people"), '|')) add(word, Sort::nation, r);
        add_dated(capitals, Sort::capital, r);
    }
}

void Gazetteer::read_organizations(const Table& table) {
    for (int r = 0; r < table.rows(); ++r) {
        const bool thing = table.at(r, "type") == "other";
        organizations.push_back({table.at(r, "name"), table.at(r, "country"), table.at(r, "sector"),
                                 thing ? EntityType::other : EntityType::organization, dated(table.at(r, "members"))});
        add(table.at(r, "name"), Sort::organization, r);
        for (auto other : split(table.at(r, "names"), '|')) add(other, Sort::organization, r);
    }
}

void Gazetteer::read_people(const Table& table) {
    const int name_at = table.column("name"), country_at = table.column("country"), office_at = table.column("office"),
              sector_at = table.column("sector"), from_at = table.column("from"), to_at = table.column("to"),
              names_at = table.column("names"), wikidata_at = table.column("wikidata");
    std::map<std::pair<std::string_view, std::string_view>, int> known;
    for (int r = 0; r < table.rows(); ++r) {
        const std::string_view name = table.at(r, name_at), country = table.at(r, country_at);
        const auto [at, fresh] = known.try_emplace({name, country}, static_cast<int>(people.size()));
        if (fresh) people.push_back({name, table.at(r, wikidata_at), {}});
        const int person = at->second;
        people[person].terms.push_back(
            {table.at(r, office_at), country, table.at(r, sector_at), table.at(r, from_at), table.at(r, to_at)});
        add(name, Sort::person, person);
        for (auto other : split(table.at(r, names_at), '|')) add(other, Sort::person, person);
        if (!fresh) continue;
        const std::string_view folded = kept(lower_ascii(fold(name)));
        auto words = split(folded, ' ');
        while (words.size() > 2 && among(words.back(), {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})) words.pop_back();
        if (words.size() > 1) given_names_.insert(words[0]);
        const bool family_first =
            std::find(family_first_in.begin(), family_first_in.end(), country) != family_first_in.end();
        const bool of_a_realm = std::find(words.begin(), words.end(), "of") != words.end();  // "Abdullah II of Jordan"
        for (std::size_t w = 0; w < words.size(); ++w) {
            if (of_a_realm ? w > 0 : !(w == 0 && family_first) && w + 1 < words.size()) continue;
            people_by_word_[words[w]].push_back(person);
            for (std::string_view article : {"al-", "el-"})  // "President Assad"
                if (words[w].starts_with(article)) people_by_word_[words[w].substr(article.size())].push_back(person);
        }
    }
}

void Gazetteer::read_places(const Table& table) {
    for (int r = 0; r < table.rows(); ++r) {
        places_.push_back({table.at(r, "name"), table.at(r, "country"), table.at(r, "precision"),
                           number(table.at(r, "latitude")), number(table.at(r, "longitude"))});
        add(table.at(r, "name"), Sort::place, r);
        for (auto other : split(table.at(r, "names"), '|')) add(other, Sort::place, r);
    }
}

void Gazetteer::read_words(const Knowledge& knowledge) {
    const Table& nouns = knowledge.table("actors");
    constexpr std::array kinds{"none", "office", "people", "body", "state", "thing", "place"};
    for (int r = 0; r < nouns.rows(); ++r) {
        const auto kind = std::find(kinds.begin(), kinds.end(), nouns.at(r, "kind"));
        if (kind != kinds.end())
            nouns_.emplace(nouns.at(r, "noun"),
                           Noun{static_cast<NounKind>(kind - kinds.begin()), nouns.at(r, "sector"), 1});
    }
    const Table& words = knowledge.table("name_words");
    for (int r = 0; r < words.rows(); ++r) {
        const std::string_view type = words.at(r, "type");
        name_words_.emplace(words.at(r, "word"), NameWord{type == "organization" ? EntityType::organization
                                                          : type == "place"      ? EntityType::place
                                                                                 : EntityType::other,
                                                          words.at(r, "sector")});
    }
}

Gazetteer::Gazetteer(const Knowledge& knowledge) : cities(knowledge.table("cities")) {
    std::size_t rows = 0;
    for (const char* table : {"states", "organizations", "leaders", "places"}) rows += knowledge.table(table).rows();
    entries_.reserve(2 * rows);
    entry_of_.reserve(2 * rows);
    by_first_.reserve(rows);
    people_by_word_.reserve(rows);
    read_states(knowledge.table("states"));
    read_organizations(knowledge.table("organizations"));
    read_people(knowledge.table("leaders"));
    read_places(knowledge.table("places"));
    read_words(knowledge);
    for (auto& [letters, list] : by_first_)
        std::sort(list.begin(), list.end(), [&](int a, int b) {
            return entries_[a].text.size() != entries_[b].text.size()
                       ? entries_[a].text.size() > entries_[b].text.size()
                       : a < b;
        });
}

NameMatch Gazetteer::longest(const Text& text, int token) const {
    const std::string_view body = text.body;
    const std::size_t begin = text.tokens[token].begin;
    char key[32];
    std::size_t length = 0;
    for (std::size_t at = begin; at < text.tokens[token].end && length < sizeof key;) {
        const char c = next_folded(body, at);
        if (!is_letter(c) && !(c >= '0' && c <= '9') && c != '.') break;
        key[length++] = key_letter(c);
    }
    const auto found = by_first_.find(std::string_view(key, length));
    if (length == 0 || found == by_first_.end()) return {};
    for (int e : found->second) {
        const Entry& entry = entries_[e];
        bool has_small = false, raised = false, sunk = false;
        std::size_t at = begin, i = 0;
        for (; i < entry.text.size() && at < body.size(); ++i) {
            const char want = entry.text[i];
            if (want == '-' && is_space(body[at])) {  // "Chun Doo-hwan", "Chun Doo Hwan"
                ++at;
                continue;
            }
            if (want == ' ' && is_space(body[at])) {
                while (at < body.size() && is_space(body[at])) ++at;
                continue;
            }
            const char have = next_folded(body, at);
            if (want == ' ' && have == '-') continue;
            if (lower(have) != lower(want) && !spelled_alike(entry.text, i, lower(have))) break;
            has_small |= is_lower(have);
            raised |= is_upper(have) && is_lower(want);
            sunk |= is_lower(have) && is_upper(want) && !(i == 0 && begins_with_article(entry.text));
        }
        if (i < entry.text.size() || (raised && has_small) || (sunk && !(entry.may_be_lower && !raised))) continue;
        const int last = text.token_at(static_cast<std::uint32_t>(at) - 1);
        if (last >= static_cast<int>(text.tokens.size()) || text.tokens[last].end != at) continue;
        return {last + 1, &entry.meanings};
    }
    return {};
}

Meaning Gazetteer::best(const Meanings& meanings, std::string_view day) const {
    Meaning chosen = meanings.front();
    int best_score = -1;
    for (Meaning m : meanings) {
        int score = 0;
        switch (m.sort) {
            case Sort::state:
                score = is_meant(m, day) ? 60 : 50;
                break;
            case Sort::organization:
                score = 50;
                break;
            case Sort::person:
                score = in_office(m.row, day) ? 45 : 40;
                break;
            case Sort::capital:
                score = is_meant(m, day) ? 30 : 15;  // less than the place that it is now
                break;
            case Sort::place:
                score = 20;
                break;
            case Sort::demonym:
            case Sort::nation:
                score = 10;
                break;
        }
        if (m.sort < Sort::capital && !day.empty()) {
            const State& state = states[m.row];
            if (!state.to.empty()) score += day <= state.to ? 5 : -5;
            if (!state.from.empty() && day < state.from) score -= 8;
        }
        if (m.sort == Sort::capital && !day.empty() && !states[m.row].to.empty() && day <= states[m.row].to) score += 5;
        if (score > best_score) best_score = score, chosen = m;
    }
    return chosen;
}

bool Gazetteer::is_meant(Meaning meaning, std::string_view day) const {
    if (meaning.sort == Sort::capital && !day.empty()) {
        const State& state = states[meaning.row];
        if (day < state.from || (!state.to.empty() && day > state.to)) return false;
    }
    return meaning.days < 0 || day.empty() || days_[meaning.days].holds(day);
}

Noun Gazetteer::noun(const Annotation& tree, int head, int first) const {
    char key[96];
    for (int words = std::min(4, head - first + 1); words >= 1; --words) {
        std::size_t length = 0;
        bool fits = true;
        for (int t = head - words + 1; t <= head && fits; ++t) {
            const std::string_view word = t == head ? tree.lemma(t) : tree.lower(t);
            const bool joined = word == "-" || (t > head - words + 1 && tree.lower(t - 1) == "-");
            fits = length + word.size() + 1 < sizeof key;
            if (!fits) break;
            if (length > 0 && !joined) key[length++] = ' ';
            length += word.copy(key + length, word.size());
        }
        if (!fits) continue;
        for (std::size_t i = 0; i < length; ++i) key[i] = lower(key[i]);
        auto found = nouns_.find(std::string_view(key, length));
        if (found == nouns_.end() && words > 0) {  // plural nouns that stand in the plural in the table
            const std::string_view lemma = tree.lemma(head), word = tree.lower(head);
            if (lemma != word && length + word.size() < sizeof key + lemma.size() && length >= lemma.size()) {
                length -= lemma.size();
                length += word.copy(key + length, word.size());
                found = nouns_.find(std::string_view(key, length));
            }
        }
        if (found == nouns_.end() && tree.tag[head] == Tag::NNPS && length > 1 && key[length - 1] == 's' &&
            !(head + 1 < tree.size() && tree.tag[head + 1] == Tag::POS)) {  // "Senators", whose lemma keeps the plural
            found = nouns_.find(std::string_view(key, length - 1));
            if (found != nouns_.end() && found->second.kind != NounKind::office) found = nouns_.end();
        }
        if (found != nouns_.end()) {
            Noun noun = found->second;
            noun.words = words;
            return noun;
        }
    }
    // "churchmen", "oarswomen": people, whatever they do.
    const std::string_view word = tree.lower(head);
    if (tree.tag[head] == Tag::NNS && word.size() > 5 && word.ends_with("men")) {
        return {NounKind::people, {}, 1};
    }
    return {};
}

NameWord Gazetteer::name_word(std::string_view word) const {
    const auto found = name_words_.find(word);
    return found == name_words_.end() ? NameWord{} : found->second;
}

std::span<const int> Gazetteer::people_called(std::string_view folded) const {
    const auto found = people_by_word_.find(folded);
    return found == people_by_word_.end() ? std::span<const int>() : std::span<const int>(found->second);
}

bool Gazetteer::in_office(int person, std::string_view day) const {
    const auto& terms = people[person].terms;
    return !day.empty() && std::any_of(terms.begin(), terms.end(), [&](const Term& t) { return holds(t, day); });
}

const Term* Gazetteer::term(int person, std::string_view day) const {
    const Term *now = nullptr, *before = nullptr;
    for (const Term& t : people[person].terms) {
        if (holds(t, day) && (!now || now->from < t.from)) now = &t;
        if (t.from <= day && (!before || before->to < t.to)) before = &t;
    }
    if (now || before) return now ? now : before;
    return people[person].terms.empty() ? nullptr : &people[person].terms.front();
}

std::string_view Gazetteer::name_of(Meaning meaning) const {
    switch (meaning.sort) {
        case Sort::capital:
            return states[meaning.row].capital;
        case Sort::organization:
            return organizations[meaning.row].name;
        case Sort::person:
            return people[meaning.row].name;
        case Sort::place:
            return place(meaning.row).name;
        default:
            return states[meaning.row].name;
    }
}

Place Gazetteer::place(int row) const {
    if (row < static_cast<int>(places_.size())) return places_[row];
    const City city = cities.at(row - static_cast<int>(places_.size()));
    return {city.name, city.country, "city", city.latitude, city.longitude};
}

std::string_view Gazetteer::government(std::string_view name) const {
    const auto found = entry_of_.find(fold(name.substr(0, name.find(" ("))));
    if (found == entry_of_.end()) return {};
    for (const Meaning m : entries_[found->second].meanings)
        if (m.sort == Sort::organization && organizations[m.row].sector == "GOV" &&
            state_of(organizations[m.row].country) >= 0)
            return organizations[m.row].country;
    return {};
}

int Gazetteer::state_of(std::string_view code) const {
    const auto found = state_of_.find(code);
    return found == state_of_.end() ? -1 : found->second;
}

}  // namespace dragoman::mentions
