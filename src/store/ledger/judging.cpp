#include "store/ledger/judging.h"

#include <algorithm>
#include <numeric>

namespace dragoman::store {
namespace {

using std::chrono::days;

constexpr days soon{31};       ///< a meeting that no day was told for
constexpr days told_after{3};  ///< a story that tells no day tells what happened up to so many days before

bool holds(const Strings& list, const std::string& one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

bool share(const Strings& a, const Strings& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return holds(b, one); });
}

std::size_t shared(const Strings& a, const Strings& b) {
    return static_cast<std::size_t>(std::count_if(a.begin(), a.end(), [&](const auto& one) { return holds(b, one); }));
}

bool has_word(std::string_view name, std::string_view lower) {
    const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    const auto at = std::search(name.begin(), name.end(), lower.begin(), lower.end(), same);
    if (at == name.end()) return false;
    const auto end = at + static_cast<std::ptrdiff_t>(lower.size());
    return (at == name.begin() || *(at - 1) == ' ') && (end == name.end() || *end == ' ' || *end == '\'');
}

bool is_person(const std::string& key) { return key.starts_with("p:"); }

bool any_person(const Strings& keys) { return std::any_of(keys.begin(), keys.end(), is_person); }

/// Does a key of a promise take part in a deed: by itself, or as a country by somebody of its own?
bool takes_part(const std::string& key, const LedgerDeed& deed) {
    if (holds(deed.parties, key)) return true;
    return key.starts_with("c:") && holds(deed.countries, key.substr(2));
}

bool is_encounter(const LedgerPromise& promise) { return promise.act == "meet" || promise.act == "visit"; }

/// Is it due on some day, not just in some month or year?
bool dated(const LedgerPromise& promise) {
    return promise.first_day && *promise.last_day - *promise.first_day < days(7);
}

bool happened_in_time(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (!promise.first_day)
        return *deed.first_day > *promise.day && *deed.first_day <= *promise.day + soon &&
               *deed.day <= *promise.day + 2 * soon;
    if (!dated(promise) && *deed.first_day <= *promise.day)
        return false;  // told at such a meeting, it means a later one
    if (!deed.dated) return *deed.day >= *promise.first_day && *deed.day <= *promise.last_day + told_after;
    const bool as_exact =
        *deed.last_day - *deed.first_day <= std::max(*promise.last_day - *promise.first_day, days(31));
    return as_exact && *deed.last_day >= *promise.first_day && *deed.first_day <= *promise.last_day;
}

struct Sides {
    bool undertaker = false, undertaker_named = false, other = false, other_named = false;
};

/// Was somebody met whom a promise of a meeting names: of persons, one by his name; else one of a country, or at a
/// meeting of an organisation?
void find_other(const LedgerPromise& promise, const LedgerDeed& deed, Sides& sides) {
    const bool persons = any_person(promise.to_keys);
    const bool bodies = std::any_of(promise.to_keys.begin(), promise.to_keys.end(),
                                    [](const std::string& key) { return key.starts_with("o:"); });
    std::size_t seen = 0;
    for (const std::string& key : promise.to_keys) {
        if (persons && is_person(key)) {
            seen += holds(deed.parties, key);
        } else if (!persons && bodies && key.starts_with("o:")) {
            sides.other |= dated(promise) && (holds(deed.parties, key) || holds(deed.others, key));
        } else if (!persons && !bodies) {
            sides.other |= takes_part(key, deed) || holds(deed.places, key);
        }
    }
    const bool mutual = promise.to_keys == promise.by_keys;
    if (persons) sides.other = sides.other_named = seen > (mutual ? 1u : 0u);
}

bool is_town(const std::string& key) { return key.starts_with("l:"); }

/// Does a deed name a town, and none where the promise says it will be?
bool elsewhere(const LedgerPromise& promise, const LedgerDeed& deed) {
    const auto towns = [](const Strings& keys) { return std::any_of(keys.begin(), keys.end(), is_town); };
    if (!towns(promise.places) || !towns(deed.places)) return false;
    return std::none_of(promise.places.begin(), promise.places.end(), [&](const std::string& place) {
        return is_town(place) && (holds(deed.places, place) || holds(deed.others, place));
    });
}

/// Is a deed a visit to where somebody promised to go? A meeting with one from there counts where a day was told.
bool visited(const LedgerPromise& promise, const LedgerDeed& deed) {
    const auto a_day = days(promise.first_day == promise.day ? 0 : 1);  // a day later the next day's story tells it
    const bool same_day = deed.dated || !promise.last_day || *deed.day <= *promise.last_day + a_day;
    for (const std::string& place : promise.places) {
        const bool named = deed.mode == "visit" && (holds(deed.parties, place) || holds(deed.others, place));
        const bool there = (holds(deed.places, place) || named) && (same_day || !is_town(place));
        const bool host = place.starts_with("c:") && dated(promise) && holds(deed.countries, place.substr(2));
        if (there || host) return true;
    }
    return false;
}

/// Who of a promised meeting stands in a deed.
Sides sides_of(const LedgerPromise& promise, const LedgerDeed& deed) {
    Sides sides;
    for (const std::string& key : promise.by_keys) {
        sides.undertaker |= takes_part(key, deed);
        sides.undertaker_named |= is_person(key) && holds(deed.parties, key);
    }
    if (!any_person(promise.by_keys))  // "the President", "Russia": somebody of the country
        for (const std::string& country : promise.by_countries) sides.undertaker |= holds(deed.countries, country);
    find_other(promise, deed, sides);
    if (promise.act == "visit" && !promise.places.empty()) sides.other = visited(promise, deed);
    if (promise.act == "visit" && promise.places.empty() && !sides.other_named && !dated(promise)) sides.other = false;
    return sides;
}

bool goes_abroad(const LedgerPromise& promise) {
    const auto abroad = [&](const std::string& place) {
        return place.starts_with("c:") && !holds(promise.by_countries, place.substr(2));
    };
    return promise.act == "visit" && std::any_of(promise.places.begin(), promise.places.end(), abroad);
}

/// "A round of talks between Chile and Peru": the countries of those who said that they would meet, and nobody by name.
bool countries_met(const LedgerPromise& promise, const LedgerDeed& deed) {
    const bool mutual = promise.act == "meet" && promise.to_keys == promise.by_keys && promise.by_countries.size() > 1;
    if (!mutual || !promise.first_day || *promise.last_day - *promise.first_day > days(31)) return false;
    if (any_person(deed.parties) || deed.mode == "phone" || deed.parties.size() < 2) return false;
    return std::all_of(promise.by_countries.begin(), promise.by_countries.end(),
                       [&](const std::string& country) { return holds(deed.countries, country); });
}

/// "Hold telephone talks": else a call is not the meeting that was promised.
bool is_call(const LedgerPromise& promise) {
    const std::string& words = promise.words.text;
    return words.find("phone") != std::string::npos || words.find("call") != std::string::npos;
}

/// Of a meeting that did not take place, or that one of the sides will not come to.
std::optional<Verdict> not_held(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (deed.says == "will not" && *deed.day > *promise.day &&
        *deed.day <= (promise.last_day ? *promise.last_day : *promise.day + soon))
        return Verdict{"contradicted", "word:will-not", 1};
    if (!promise.last_day || *deed.day > *promise.last_day + days(31)) return {};
    const bool over = *deed.day > *promise.last_day;
    if (deed.says == "called off") return Verdict{over ? "missed" : "withdrawn", "meet:called-off", 1};
    if (deed.says == "not done" && over) return Verdict{"missed", "meet:not-held", 1};
    return {};
}

std::optional<Verdict> judge_encounter(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (deed.mode == "phone" && !is_call(promise)) return {};
    const bool done = deed.says == "done";
    if (done && countries_met(promise, deed) && happened_in_time(promise, deed) && !elsewhere(promise, deed))
        return Verdict{"met", "meet:same-countries-in-time", 1};
    const Sides sides = sides_of(promise, deed);
    const bool of_office =
        goes_abroad(promise) && dated(promise) && deed.mode == "visit";  // "the President will visit"
    if (!sides.undertaker || !sides.other || !(sides.undertaker_named || sides.other_named || of_office)) return {};
    if (!done) return not_held(promise, deed);
    // "the visit to Peru", without a verb or a day, may be one to come.
    const bool bare = deed.mode == "visit" && !deed.dated && !dated(promise) && !deed.told;
    if (!happened_in_time(promise, deed) || elsewhere(promise, deed) || bare) return {};
    const int weight = 2 * sides.undertaker_named + 2 * sides.other_named + deed.dated +
                       (promise.act == "visit" && deed.mode == "visit");
    return Verdict{"met", promise.first_day ? "meet:same-sides-in-time" : "meet:same-sides-soon", weight};
}

/// Are a promise and a deed about the same: three quarters of the promise's words, and a name among them?
bool same_things(const LedgerPromise& promise, const LedgerDeed& deed) {
    const std::size_t names = shared(promise.named, deed.named), things = shared(promise.things, deed.things);
    return names > 0 && things + names >= 5 && 4 * things >= 3 * promise.things.size();
}

std::chrono::sys_days end_of(const LedgerPromise& promise) {
    return promise.last_day ? *promise.last_day + act_late : *promise.day + act_lasting;
}

std::optional<Verdict> judge_act(const LedgerPromise& promise, const LedgerDeed& deed) {
    const std::size_t names = shared(promise.named, deed.named), things = shared(promise.things, deed.things);
    const bool by = share(promise.by_keys, deed.parties) || (names > 1 && share(promise.by_countries, deed.countries));
    if (!by || !same_things(promise, deed)) return {};
    if (*deed.first_day > end_of(promise) || *deed.last_day < *promise.day) return {};
    const bool over = promise.last_day && *deed.day > *promise.last_day;
    if (deed.says == "called off") return Verdict{over ? "missed" : "withdrawn", "act:called-off", 1};
    if (deed.says == "not done") return over ? std::optional(Verdict{"missed", "act:not-done", 1}) : std::nullopt;
    if (promise.first_day && !deed.dated && *deed.day < *promise.first_day) return {};
    return Verdict{"met", "act:same-things", static_cast<int>(things + names)};
}

/// Is it the undertaker who does or refuses it: by key, or by the word that a sentence has for it, of its own country's
/// speaker?
bool by_undertaker(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (share(promise.by_keys, deed.doers)) return true;
    if (deed.kind == "statement" && !share(promise.by_countries, deed.countries)) return false;
    const auto named = [&](const std::string& doer) {
        return doer.starts_with("w:") &&
               std::any_of(promise.by_names.begin(), promise.by_names.end(),
                           [&](const std::string& name) { return has_word(name, doer.substr(2)); });
    };
    return std::any_of(deed.doers.begin(), deed.doers.end(), named);
}

/// Words against a promise are of the same things when they are as like as deeds must be, or name all of them and no
/// others; one bare word ("the treaty") is the same for a month.
bool speaks_of(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (same_things(promise, deed)) return true;
    const auto verb = std::count(promise.things.begin(), promise.things.end(), promise.act);  // one that has no group
    const auto things = std::ssize(promise.things) - verb;
    if (things == 0 || promise.things != deed.things) return false;
    return things > 1 || !promise.named.empty() || *deed.day <= *promise.day + soon;
}

/// The undertaker says that it will not, or never promised to.
std::optional<Verdict> judge_word(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (*deed.day <= *promise.day || *deed.day > end_of(promise)) return {};
    if (!by_undertaker(promise, deed) || !speaks_of(promise, deed)) return {};
    return Verdict{"contradicted", deed.says == "will not" ? "word:will-not" : "word:never-promised", 2};
}

/// The undertaker does the contrary, on a day that is told since, or promises it.
std::optional<Verdict> judge_contrary(const LedgerPromise& promise, const LedgerDeed& deed) {
    if (*deed.day <= *promise.day || *deed.first_day > end_of(promise)) return {};
    if (!by_undertaker(promise, deed) || !same_things(promise, deed)) return {};
    if (deed.says == "promised") return Verdict{"contradicted", "word:promised-the-contrary", 1};
    const bool since = deed.dated && *deed.first_day > *promise.day;
    if (deed.says != "done" || !since) return {};
    return Verdict{"contradicted", promise.act.starts_with("not ") ? "act:done-all-the-same" : "act:contrary", 3};
}

bool overlap(const LedgerPromise& a, const LedgerPromise& b) {
    return *a.first_day <= *b.last_day && *b.first_day <= *a.last_day;
}

/// Are two promises of one block one undertaking?
bool repeats(const LedgerPromise& a, const LedgerPromise& b) {
    const bool due = a.first_day.has_value(), other_due = b.first_day.has_value();
    if (due && other_due && !overlap(a, b)) return false;
    if (!is_encounter(a)) return alike(a.things, a.named, b.things, b.named, 0.6);
    if (due != other_due) return false;
    if (!due && std::chrono::abs(*a.day - *b.day) > repeat_apart) return false;
    const auto vague = [](const LedgerPromise& p) { return *p.last_day - *p.first_day > days(45); };
    if (due && a.due != b.due && (vague(a) || vague(b))) return false;
    return a.to_keys.empty() ? !a.places.empty() && share(a.places, b.places) : share(a.to_keys, b.to_keys);
}

}  // namespace

bool alike(const Strings& things, const Strings& named, const Strings& other_things, const Strings& other_named,
           double part) {
    const std::size_t both = shared(things, other_things), names = shared(named, other_named);
    const std::size_t fewer = std::min(things.size(), other_things.size());
    return both >= 2 && both + names >= 3 && static_cast<double>(both) >= part * static_cast<double>(fewer);
}

std::optional<Verdict> judge(const LedgerPromise& promise, const LedgerDeed& deed) {
    const std::string_view act = is_encounter(promise) ? std::string_view("meet") : std::string_view(promise.act);
    if (deed.copy || deed.story_id == promise.story_id || *deed.day < *promise.day) return {};
    if (holds(promise.contraries, deed.act)) return judge_contrary(promise, deed);
    if (act != deed.act || deed.says == "promised") return {};
    if (!is_encounter(promise) && (deed.says == "will not" || deed.says == "never promised"))
        return judge_word(promise, deed);
    return is_encounter(promise) ? judge_encounter(promise, deed) : judge_act(promise, deed);
}

std::vector<std::size_t> join_repeats(const std::vector<LedgerPromise>& promises) {
    std::vector<std::size_t> group(promises.size());
    std::iota(group.begin(), group.end(), std::size_t(0));
    const auto root = [&](std::size_t i) {
        while (group[i] != i) i = group[i] = group[group[i]];
        return i;
    };
    const auto compare = [&](std::size_t i, std::size_t k) {
        if (root(i) != root(k) && repeats(promises[i], promises[k]))
            group[std::max(root(i), root(k))] = std::min(root(i), root(k));
    };
    // Meetings of one block are few; other acts are one only where two of their words are.
    std::unordered_map<std::string_view, std::vector<std::size_t>> with;
    std::vector<std::size_t> shared_words(promises.size());
    for (std::size_t i = 0; i < promises.size(); ++i) {
        if (is_encounter(promises[i])) {
            for (std::size_t k = 0; k < i; ++k) compare(k, i);
            continue;
        }
        std::vector<std::size_t> others;
        for (const std::string& thing : promises[i].things) {
            std::vector<std::size_t>& earlier = with[thing];
            for (const std::size_t k : earlier)
                if (++shared_words[k] == 2) others.push_back(k);
            earlier.push_back(i);
        }
        for (const std::string& thing : promises[i].things)
            for (const std::size_t k : with[thing]) shared_words[k] = 0;
        for (const std::size_t k : others) compare(k, i);
    }
    for (std::size_t i = 0; i < group.size(); ++i) group[i] = root(i);
    return group;
}

}  // namespace dragoman::store
