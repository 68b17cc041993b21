// Once per story: retellings of one act become one event, the first and fullest telling its evidence.
#include <algorithm>

#include "findings/events/parts.h"
#include "mentions/times/calendar.h"

namespace dragoman::findings {

namespace {

constexpr std::size_t remembered = 48;  // events of a story compared with a new one: keeps merging linear

bool includes(const EntityIds& all, const EntityIds& some) {
    return std::all_of(some.begin(), some.end(),
                       [&](EntityId id) { return std::find(all.begin(), all.end(), id) != all.end(); });
}

EntityIds both_sides(const Event& event) {
    EntityIds all = event.actors;
    all.insert(all.end(), event.recipients.begin(), event.recipients.end());
    return all;
}

bool mutual(const Event& event) {
    return event.type == "CONSULT" || event.type == "AGREE" || event.type == "COOPERATE";
}

/// "this week", "on Tuesday": a day of that week.
bool is_in_week(const std::string& day, const std::string& week) {
    if (day.size() < 10 || week.size() != 8 || week[5] != 'W') return false;
    const auto date = mentions::parse_iso(day);
    return date && mentions::value_of(mentions::moment(mentions::Grain::week, *date)) == week;
}

bool times_agree(const std::string& a, const std::string& b) {
    if (is_in_week(a, b) || is_in_week(b, a)) return true;
    return a.empty() || b.empty() || a.compare(0, b.size(), b) == 0 || b.compare(0, a.size(), a) == 0;
}

/// Talks told without a date are those that the story reports; talks of an earlier day are others ("they last met in
/// May", "see also").
bool earlier_talks(const Event& a, const Event& b, std::string_view published) {
    constexpr int lately = 2;  // days
    if (a.type != "CONSULT" || a.time.empty() == b.time.empty()) return false;
    std::string time = a.time.empty() ? b.time : a.time;
    if (const auto until = time.find('/'); until != std::string::npos) time.erase(0, until + 1);
    if (time.find_first_not_of("0123456789-") != std::string::npos) return false;
    if (time.size() < 10) return time < published.substr(0, time.size());
    const auto day = mentions::parse_iso(time), today = mentions::parse_iso(published);
    return day && today && *today - *day > lately;
}

/// Planned and done are two acts; who reports an act as alleged, denied or done tells of one.
bool done(EventStatus status) { return status == EventStatus::occurred || status == EventStatus::ongoing; }

bool same_sides(const Event& a, const Event& b) {
    if (mutual(a)) {
        const EntityIds left = both_sides(a), right = both_sides(b);
        return includes(left, right) || includes(right, left);
    }
    const bool actors = includes(a.actors, b.actors) || includes(b.actors, a.actors);
    const bool recipients = includes(a.recipients, b.recipients) || includes(b.recipients, a.recipients);
    if (!actors || !recipients) return false;
    // A telling without either side is a retelling only when the other side is the same.
    if (a.actors.empty() || b.actors.empty()) return !a.recipients.empty() && !b.recipients.empty();
    return a.recipients.empty() == b.recipients.empty() || a.actors == b.actors;
}

/// "They discussed trade": what is spoken of at a meeting told before.
bool is_talk(const Event& event) {
    return event.rule == "frame:discuss/CONSULT" && event.time.empty() && !event.recipients.empty();
}

bool modes_agree(const Event& a, const Event& b) {
    if (a.type == "CONSULT" && (a.mode == "multilateral") != (b.mode == "multilateral")) return false;
    if (a.type == "CONSULT" && (a.mode == "visit") != (b.mode == "visit") && a.status == EventStatus::occurred &&
        a.time != b.time && !is_talk(b))
        return false;
    // An inquiry is no reproach, a ban no arrest.
    constexpr std::string_view parted[] = {"CONSULT", "REQUEST", "PROTEST", "COERCE", "SANCTION", "ACCUSE"};
    return a.mode == b.mode || a.mode.empty() || b.mode.empty() ||
           std::find(std::begin(parted), std::end(parted), a.type) == std::end(parted);
}

/// Papers signed or passed are no praise, whoever does both.
bool is_lawmaking(const Event& event) {
    for (std::string_view word : {"sign", "adopt", "pass", "ratify", "approve"})
        if (event.type == "SUPPORT" && event.rule.rfind("frame:" + std::string(word), 0) == 0) return true;
    return false;
}

bool same_act(const Event& a, const Event& b, std::string_view published) {
    if (done(a.status) && earlier_talks(a, b, published)) return false;
    if (is_lawmaking(a) != is_lawmaking(b)) return false;
    if (is_lawmaking(a) && a.recipients.empty() != b.recipients.empty()) return false;  // a law and a treaty
    return a.type == b.type && done(a.status) == done(b.status) && (done(a.status) || a.status == b.status) &&
           modes_agree(a, b) && times_agree(a.time, b.time) && same_sides(a, b);
}

bool tells_toll(const Event& event) {
    return event.type == "ASSAULT" && (event.rule == "frame:kill/ASSAULT" || event.rule == "frame:wound/ASSAULT" ||
                                       event.rule == "frame:injure/ASSAULT");
}

/// "Twelve were killed": of an attack told elsewhere, not another one.
bool counts_casualties(const Event& event) { return tells_toll(event) && event.actors.empty(); }

/// "Warplanes bombed the town and killed twelve": of the attack told just before.
bool counts_casualties_of(const Event& attack, const Event& event) {
    constexpr int clause = 16;  // tokens
    if (counts_casualties(event)) return true;
    return tells_toll(event) && !tells_toll(attack) && event.actors == attack.actors && done(event.status) &&
           event.trigger > attack.trigger && event.trigger - attack.trigger <= clause;
}

/// "Soldiers killed 12 people and wounded 30": one attack.
bool same_toll(const Event& a, const Event& b) {
    constexpr int clause = 16;  // tokens
    return tells_toll(a) && tells_toll(b) && a.rule != b.rule && a.actors == b.actors && a.status == b.status &&
           times_agree(a.time, b.time) && b.trigger > a.trigger && b.trigger - a.trigger <= clause;
}

void add_victims(Event& attack, const Event& toll) {
    for (EntityId id : toll.recipients)
        if (std::find(attack.recipients.begin(), attack.recipients.end(), id) == attack.recipients.end())
            attack.recipients.push_back(id);
    attack.evidence = {std::min(attack.evidence.begin, toll.evidence.begin),
                       std::max(attack.evidence.end, toll.evidence.end)};
}

std::size_t fullness(const Event& event) { return event.actors.size() + event.recipients.size(); }

void take_over(Event& kept, Event& other) {
    if (fullness(other) > fullness(kept)) std::swap(kept, other);
    if (kept.time.empty() || is_in_week(other.time, kept.time))
        kept.time = other.time, kept.time_precision = other.time_precision;
    if (kept.place < 0 && !other.place_words.empty()) kept.place = other.place, kept.place_words = other.place_words;
    if (kept.mode.empty()) kept.mode = other.mode;
    if (!kept.killed) kept.killed = other.killed;
    if (!kept.injured) kept.injured = other.injured;
}

/// Each attack takes over the dead and wounded that its own clause counts.
void take_tolls(std::vector<Event>& kept) {
    constexpr std::size_t nearest = 8;  // events
    std::vector<Event> left;
    left.reserve(kept.size());
    for (Event& event : kept) {
        const auto attack = std::find_if(
            left.rbegin(), left.rbegin() + static_cast<std::ptrdiff_t>(std::min(nearest, left.size())),
            [&](const Event& e) {
                return e.type == "ASSAULT" && done(e.status) && !event.actors.empty() && counts_casualties_of(e, event);
            });
        if (attack == left.rbegin() + static_cast<std::ptrdiff_t>(std::min(nearest, left.size()))) {
            left.push_back(std::move(event));
            continue;
        }
        if (!attack->killed) attack->killed = event.killed;
        if (!attack->injured) attack->injured = event.injured;
    }
    kept = std::move(left);
}

}  // namespace

std::vector<Event> merged(std::vector<Event> events, std::string_view published) {
    std::vector<Event> kept;
    kept.reserve(events.size());
    for (Event& event : events) {
        const std::size_t from = kept.size() > remembered ? kept.size() - remembered : 0;
        const auto same =
            std::find_if(kept.begin() + static_cast<std::ptrdiff_t>(from), kept.end(),
                         [&](const Event& k) { return same_act(k, event, published) || same_toll(k, event); });
        if (same == kept.end()) {
            kept.push_back(std::move(event));
            continue;
        }
        if (same_toll(*same, event)) add_victims(*same, event);
        take_over(*same, event);
    }
    take_tolls(kept);
    const auto attack = std::find_if(kept.begin(), kept.end(), [](const Event& e) {
        return e.type == "ASSAULT" && done(e.status) && !counts_casualties(e);
    });
    if (attack != kept.end()) {
        const Event told = *attack;
        for (const Event& event : kept)
            if (counts_casualties_of(told, event)) {
                if (!attack->killed) attack->killed = event.killed;
                if (!attack->injured) attack->injured = event.injured;
            }
        kept.erase(
            std::remove_if(kept.begin(), kept.end(), [&](const Event& e) { return counts_casualties_of(told, e); }),
            kept.end());
    }
    std::stable_sort(kept.begin(), kept.end(), [](const Event& a, const Event& b) { return a.trigger < b.trigger; });
    return kept;
}

}  // namespace dragoman::findings
