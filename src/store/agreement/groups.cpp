#include "store/agreement/groups.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace dragoman::store {
namespace {

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    std::uint64_t h = a * 0x9E3779B97F4A7C15ull + b;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93ull;
    return h ^ (h >> 29);
}

struct Entry {
    std::uint64_t key;
    std::uint32_t report;
};

/// The keys of a report with the days on which it is looked for; without a day, alone.
template <class F>
void each_bucket(const Reports& reports, const Report& report, F&& f) {
    const std::vector<std::uint64_t> keys = keys_of(reports, report);
    if (!report.window) {
        for (const std::uint64_t key : keys) f(key);
        return;
    }
    using std::chrono::days;
    const Window& w = *report.window;
    if (w.wide)
        for (const std::uint64_t key : keys)
            f(mixed(mixed(key, static_cast<std::uint64_t>(w.from.time_since_epoch().count())),
                    static_cast<std::uint64_t>(w.until.time_since_epoch().count())));
    else
        for (auto day = w.from - days(far_apart); day <= w.until; day += days(1))
            for (const std::uint64_t key : keys)
                f(mixed(key, static_cast<std::uint64_t>(day.time_since_epoch().count())));
}

/// Of one story no more reports than these are looked for by one key: a story that tells one act a thousand times would
/// else be held against every other such story a million times.
constexpr std::uint32_t most_of_a_story = 64;

/// Ascending by key and report; the reports of one source stand together, since reports are ordered by source.
std::vector<Entry> entries_of(const Reports& reports, const std::vector<bool>& asleep) {
    std::vector<Entry> entries;
    for (std::uint32_t r = 0; r < reports.all.size(); ++r)
        if (!asleep[r]) each_bucket(reports, reports.all[r], [&](std::uint64_t key) { entries.push_back({key, r}); });
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.report < b.report; });
    Entry last{};
    std::size_t kept = 0;
    std::uint32_t of_this_story = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Entry entry = entries[i];
        const bool beside =
            i > 0 && entry.key == last.key && reports.all[entry.report].source == reports.all[last.report].source;
        of_this_story = beside ? of_this_story + 1 : 0;
        if (of_this_story < most_of_a_story) entries[kept++] = entry;
        last = entry;
    }
    entries.resize(kept);
    return entries;
}

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t x) {
    while (parent[x] != x) x = parent[x] = parent[parent[x]];
    return x;
}

/// Groups under way: members, the days all of them leave open, and how many links there are to other groups.
struct Growing {
    std::vector<std::uint32_t> members;
    std::optional<Window> days;
    std::unordered_map<std::uint32_t, std::uint32_t> links;
};

std::optional<Window> narrowed(const std::optional<Window>& a, const std::optional<Window>& b) {
    if (!a || !b) return a ? a : b;
    return Window{std::max(a->from, b->from), std::min(a->until, b->until)};
}

bool fit(const Growing& a, const Growing& b, std::uint32_t links) {
    if (2 * std::size_t(links) < a.members.size() * b.members.size()) return false;
    const std::optional<Window> days = narrowed(a.days, b.days);
    return !days || (days->from - days->until).count() <= far_apart;
}

}  // namespace

std::vector<std::uint64_t> keys_of(const Reports& reports, const Report& report) {
    std::vector<std::uint64_t> keys;
    const std::uint64_t type = hash_of(reports.symbols[report.type]);
    const auto add = [&](std::uint64_t kind, std::uint64_t a, std::uint64_t b) {
        keys.push_back(mixed(mixed(kind, a), b));
    };
    std::vector<std::uint64_t> states;
    for (const auto* side : {&report.actors, &report.recipients})
        for (const std::uint32_t p : *side) {
            const Party& party = reports.parties[p];
            if (party.kind == Party::Kind::person && !party.words.empty())  // one's last name may be all
                for (const Stem word : party.words) add(1, type, word);
            else if (party.kind != Party::Kind::country)
                add(1, type, party.key);
            if (!party.country.empty()) states.push_back(hash_of(party.country));
        }
    std::sort(states.begin(), states.end());
    states.erase(std::unique(states.begin(), states.end()), states.end());
    for (std::size_t i = 0; i < states.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) add(mixed(1000, type), states[i], states[j]);
        for (const Stem word : report.trigger) add(2000, states[i], word);
    }
    for (const Stem word : report.trigger)
        if (report.place) add(3000, report.place, word);
    if (report.killed && *report.killed > 2) add(4000, type, static_cast<std::uint64_t>(*report.killed));
    for (const Weighed& word : report.words)
        if (word.weight > rare) add(5000, type, word.stem);
    if (const Source& source = reports.sources[report.source]; !source.original.empty())
        add(6000, type, hash_of(source.original));
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::vector<Link> links_of(const Reports& reports, const std::vector<bool>& fresh, const std::vector<bool>& asleep) {
    const std::vector<Entry> entries = entries_of(reports, asleep);
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> spans(reports.all.size());
    for (std::size_t i = 0, j = 0; i < entries.size(); i = j) {
        for (j = i; j < entries.size() && entries[j].key == entries[i].key;) ++j;
        std::size_t other = j;  // the first entry of a later source: rows of one story have no links
        for (std::size_t k = j; k-- > i;) {
            if (k + 1 < j && reports.all[entries[k].report].source != reports.all[entries[k + 1].report].source)
                other = k + 1;
            if (other < j)
                spans[entries[k].report].push_back({static_cast<std::uint32_t>(other), static_cast<std::uint32_t>(j)});
        }
    }
    std::vector<Link> links;
    std::vector<std::uint32_t> others;
    for (std::uint32_t a = 0; a < reports.all.size(); ++a) {
        others.clear();
        for (const auto& [from, to] : spans[a])
            for (std::uint32_t k = from; k < to; ++k) others.push_back(entries[k].report);
        std::sort(others.begin(), others.end());
        others.erase(std::unique(others.begin(), others.end()), others.end());
        for (const std::uint32_t b : others) {
            if (!fresh[a] && !fresh[b]) continue;
            const Agreement agreed = agreement(reports, reports.all[a], reports.all[b]);
            if (!agreed.excluded && agreed.points >= enough) links.push_back({a, b, agreed});
        }
    }
    return links;
}

std::vector<std::uint32_t> components_of(const Reports& reports, const std::vector<Link>& links) {
    std::vector<std::uint32_t> parent(reports.all.size());
    std::iota(parent.begin(), parent.end(), 0u);
    for (const Link& link : links) {
        const std::uint32_t a = root_of(parent, link.a), b = root_of(parent, link.b);
        if (a != b) parent[std::max(a, b)] = std::min(a, b);
    }
    for (std::uint32_t r = 0; r < parent.size(); ++r) parent[r] = root_of(parent, r);
    return parent;
}

std::vector<std::uint32_t> groups_of(const Reports& reports, std::vector<Link> links) {
    std::unordered_map<std::uint32_t, Growing> groups;
    std::vector<std::uint32_t> parent(reports.all.size());
    std::iota(parent.begin(), parent.end(), 0u);
    for (const Link& link : links) {
        for (const std::uint32_t r : {link.a, link.b})
            if (Growing& group = groups[r]; group.members.empty()) group = {{r}, reports.all[r].window, {}};
        groups[link.a].links[link.b] = groups[link.b].links[link.a] = 1;
    }
    std::sort(links.begin(), links.end(), [](const Link& x, const Link& y) {
        if (x.agreement.points != y.agreement.points) return x.agreement.points > y.agreement.points;
        return std::pair(x.a, x.b) < std::pair(y.a, y.b);
    });
    for (const Link& link : links) {
        std::uint32_t a = root_of(parent, link.a), b = root_of(parent, link.b);
        if (a == b || !fit(groups[a], groups[b], groups[a].links[b])) continue;
        if (groups[a].members.size() < groups[b].members.size()) std::swap(a, b);
        Growing &into = groups[a], from = std::move(groups[b]);
        groups.erase(b);
        parent[b] = a;
        into.members.insert(into.members.end(), from.members.begin(), from.members.end());
        into.days = narrowed(into.days, from.days);
        for (const auto& [other, count] : from.links)
            if (other != a) {
                into.links[other] += count;
                groups[other].links.erase(b);
                groups[other].links[a] = into.links[other];
            }
        into.links.erase(b);
    }
    std::vector<std::uint32_t> first(parent.size());
    std::iota(first.begin(), first.end(), 0u);
    for (const auto& [root, group] : groups) {
        const std::uint32_t least = *std::min_element(group.members.begin(), group.members.end());
        for (const std::uint32_t r : group.members) first[r] = least;
    }
    return first;
}

}  // namespace dragoman::store
