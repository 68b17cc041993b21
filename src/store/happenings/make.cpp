#include "store/happenings/make.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "sha256.h"

namespace dragoman::store {
namespace {

using Members = std::span<const std::uint32_t>;

const Source& source_of(const Reports& reports, std::uint32_t r) { return reports.sources[reports.all[r].source]; }

/// What most sources say; among equals the least.
template <class Value>
struct Votes {
    std::map<Value, std::set<std::string>> by;

    void add(const Value& value, const std::string& source) { by[value].insert(source); }
    Value winner() const {
        const auto best = std::max_element(
            by.begin(), by.end(), [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
        return best == by.end() ? Value() : best->first;
    }
};

/// Reports that say most come first; those of originals before those of copies.
bool better(const Reports& reports, std::uint32_t a, std::uint32_t b) {
    const auto rank = [&](std::uint32_t r) {
        const Report& report = reports.all[r];
        const bool copy = source_of(reports, r).original != source_of(reports, r).id;
        const int told = std::min<int>(static_cast<int>(report.actors.size()), 2) +
                         std::min<int>(static_cast<int>(report.recipients.size()), 2) + (report.place != 0) +
                         (report.window && report.window->said) + (report.killed || report.injured);
        return std::tuple(copy, -told, -report.confidence, source_of(reports, r).day, r);
    };
    return rank(a) < rank(b);
}

struct Named {
    std::vector<std::string> ids, names, countries;
};

/// Who stands on a side, by the number of sources that name them; of each the fullest name.
Named side_of(const Reports& reports, Members members, std::vector<std::uint32_t> Report::*side) {
    struct Counted {
        std::set<std::string> sources;
        std::string name, country;
    };
    std::map<std::string, Counted> all;
    for (const std::uint32_t r : members)
        for (const std::uint32_t p : reports.all[r].*side) {
            const Party& party = reports.parties[p];
            Counted& counted = all[party.id];
            counted.sources.insert(source_of(reports, r).counts_as);
            const auto fuller = [](const std::string& a, const std::string& b) {
                return a.size() != b.size() ? a.size() > b.size() : a < b;
            };
            if (fuller(party.name, counted.name)) counted.name = party.name;
            if (fuller(party.country, counted.country)) counted.country = party.country;
        }
    std::vector<std::pair<std::string, Counted>> ranked(all.begin(), all.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.second.sources.size() > b.second.sources.size(); });
    Named named;
    const auto add = [](std::vector<std::string>& list, const std::string& text) {
        if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
    };
    for (const auto& [id, counted] : ranked) {
        if (4 * counted.sources.size() < ranked.front().second.sources.size()) break;
        add(named.ids, id);
        add(named.names, counted.name);
        add(named.countries, counted.country);
    }
    return named;
}

void set_days(Happening& h, const Reports& reports, Members members) {
    Votes<std::pair<std::chrono::sys_days, std::chrono::sys_days>> said;
    std::optional<Window> guessed;
    std::set<std::chrono::sys_days> firsts;
    for (const std::uint32_t r : members) {
        const auto& window = reports.all[r].window;
        if (!window) continue;
        if (window->said)
            said.add({window->from, window->until}, source_of(reports, r).counts_as);
        else if (!guessed)
            guessed = window;
        else if (std::max(guessed->from, window->from) <= std::min(guessed->until, window->until))
            guessed = Window{std::max(guessed->from, window->from), std::min(guessed->until, window->until)};
    }
    if (!said.by.empty()) {
        std::tie(h.first_day, h.last_day) = said.winner();
        h.day_from = "words";
        auto latest = said.by.begin()->first.first, earliest = said.by.begin()->first.second;
        for (const auto& [days, sources] : said.by)
            latest = std::max(latest, days.first), earliest = std::min(earliest, days.second);
        if (latest > earliest) h.conflicts.emplace_back("day");
    } else if (guessed) {
        h.first_day = guessed->from;
        h.last_day = guessed->until;
        h.day_from = "publication";
    }
}

void set_status(Happening& h, const Reports& reports, Members members) {
    constexpr std::array<std::string_view, 7> by_certainty = {"occurred", "ongoing",      "planned", "intended",
                                                              "urged",    "hypothetical", "denied"};
    std::size_t best = by_certainty.size() - 1;
    for (const std::uint32_t r : members) {
        const std::string& status = reports.symbols[reports.all[r].status];
        const auto rank = static_cast<std::size_t>(std::find(by_certainty.begin(), by_certainty.end(), status) -
                                                   by_certainty.begin());
        best = std::min(best, rank);
        ++(rank < 2 ? h.occurred : rank < 6 ? h.expected : h.denied);
    }
    h.status = by_certainty[best];
    if (h.denied > 0 && h.occurred > 0) h.conflicts.emplace_back("status");
}

/// Fewest, most and latest of a toll.
void set_toll(const Reports& reports, Members members, std::optional<int> Report::*toll, std::optional<int>& least,
              std::optional<int>& most, std::optional<int>& latest, std::string& latest_story) {
    std::tuple<Day, int, std::string> last;
    for (const std::uint32_t r : members) {
        const auto& value = reports.all[r].*toll;
        if (!value) continue;
        least = std::min(least.value_or(*value), *value);
        most = std::max(most.value_or(*value), *value);
        const std::tuple<Day, int, std::string> here{source_of(reports, r).day, *value, source_of(reports, r).id};
        if (!latest || last < here) last = here, latest = *value, latest_story = source_of(reports, r).id;
    }
}

void set_place(Happening& h, const Reports& reports, Members members) {
    Votes<std::pair<std::uint64_t, std::string>> places;
    std::set<std::uint64_t> countries;
    for (const std::uint32_t r : members) {
        const Report& report = reports.all[r];
        if (report.place == 0) continue;
        places.add({report.place, report.place_name}, source_of(reports, r).counts_as);
        countries.insert(report.place_country ? report.place_country : report.place);
    }
    if (places.by.empty()) return;
    h.place = places.winner().second;
    if (countries.size() > 1) h.conflicts.emplace_back("place");
}

void set_counts(Happening& h, const Reports& reports, Members members) {
    std::set<std::string> stories, sources, names;
    for (const std::uint32_t r : members) {
        const Source& source = source_of(reports, r);
        stories.insert(source.id);
        sources.insert(source_of(reports, r).counts_as);
        if (!source.name.empty()) names.insert(source.name);
        if (!source.day) continue;
        if (!h.first_reported || *source.day < *h.first_reported) h.first_reported = source.day;
        if (!h.last_reported || *source.day > *h.last_reported) h.last_reported = source.day;
    }
    h.reports = static_cast<int>(members.size());
    h.stories = static_cast<int>(stories.size());
    h.sources = static_cast<int>(sources.size());
    h.source_names.assign(names.begin(), names.end());
}

/// Does a report name others on a side than the best one does?
bool contradicted(const Reports& reports, Members members, std::uint32_t best) {
    for (const std::uint32_t r : members) {
        const Agreement agreed = agreement(reports, reports.all[std::min(best, r)], reports.all[std::max(best, r)]);
        if (r != best && (agreed.differing & (aspect_actors | aspect_recipients))) return true;
    }
    return false;
}

void set_type(Happening& h, const Reports& reports, Members members) {
    Votes<std::string> types, modes;
    for (const std::uint32_t r : members) {
        const Report& report = reports.all[r];
        types.add(reports.symbols[report.type], source_of(reports, r).counts_as);
    }
    h.type = types.winner();
    for (const std::uint32_t r : members) {
        const Report& report = reports.all[r];
        if (report.mode && reports.symbols[report.type] == h.type)
            modes.add(reports.symbols[report.mode], source_of(reports, r).counts_as);
    }
    h.mode = modes.winner();
}

}  // namespace

std::string id_of(const Reports& reports, std::uint32_t report) {
    return sha256_hex(source_of(reports, report).id + '\n' + reports.all[report].event).substr(0, 16);
}

Happening happening_of(const Reports& reports, Members members) {
    Happening h;
    h.id = id_of(reports, members.front());
    const std::uint32_t best = *std::min_element(
        members.begin(), members.end(), [&](std::uint32_t a, std::uint32_t b) { return better(reports, a, b); });
    const Report& telling = reports.all[best];
    h.quad = telling.quad;
    h.goldstein = telling.goldstein;
    h.words = telling.evidence;
    h.best_story = source_of(reports, best).id;
    h.best_event = telling.event;
    set_type(h, reports, members);
    Named actors = side_of(reports, members, &Report::actors),
          recipients = side_of(reports, members, &Report::recipients);
    if (members.size() > 1 && contradicted(reports, members, best)) h.conflicts.emplace_back("actors");
    h.actors = std::move(actors.ids);
    h.actor_names = std::move(actors.names);
    h.actor_countries = std::move(actors.countries);
    h.recipients = std::move(recipients.ids);
    h.recipient_names = std::move(recipients.names);
    h.recipient_countries = std::move(recipients.countries);
    set_days(h, reports, members);
    set_place(h, reports, members);
    set_toll(reports, members, &Report::injured, h.injured_min, h.injured_max, h.injured_latest, h.toll_story);
    set_toll(reports, members, &Report::killed, h.killed_min, h.killed_max, h.killed_latest, h.toll_story);
    if (h.killed_min != h.killed_max || h.injured_min != h.injured_max) h.conflicts.emplace_back("toll");
    set_status(h, reports, members);
    set_counts(h, reports, members);
    std::sort(h.conflicts.begin(), h.conflicts.end());
    return h;
}

}  // namespace dragoman::store
