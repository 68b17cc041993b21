// What the points of one series say of each other.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "sha256.h"
#include "store/series/points.h"

namespace dragoman::store {
namespace {

using std::chrono::days;

/// Tolls of one place and cause belong to one occasion while no more days lie between the events.
constexpr days one_occasion{3};
/// Levels told without a period are the same news while no more days lie between the stories.
constexpr days one_time{45};

struct Bounds {
    double least, most;
};

/// Between what bounds the truth lies by what a point says: half the unit of its last digit, a twentieth for "about".
Bounds bounds_of(const SeriesPoint& point) {
    const double low = point.max ? std::min(point.value, *point.max) : point.value;
    const double high = point.max ? std::max(point.value, *point.max) : point.value;
    const double about = point.comparator == "~" ? 0.05 * std::abs(high) : 0;
    const double slack = std::max({point.grain / 2, about, 1e-9 * std::abs(high)});
    Bounds bounds{low - slack, high + slack};
    constexpr double endless = std::numeric_limits<double>::infinity();
    if (point.comparator[0] == '>') bounds.most = endless;
    if (point.comparator[0] == '<') bounds.least = -endless;
    return bounds;
}

bool agree(const SeriesPoint& a, const SeriesPoint& b) {
    const Bounds x = bounds_of(a), y = bounds_of(b);
    return x.least <= y.most && y.least <= x.most;
}

bool share(const Strings& a, const Strings& b) {
    return std::any_of(a.begin(), a.end(),
                       [&](const auto& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

/// Do two points come from one mouth, so that the later one takes the earlier back?
bool one_claimant(const SeriesPoint& a, const SeriesPoint& b) {
    if (!a.by_countries.empty() && !b.by_countries.empty()) return share(a.by_countries, b.by_countries);
    if (!a.by_names.empty() && !b.by_names.empty()) return share(a.by_names, b.by_names);
    return a.by_names.empty() && b.by_names.empty() && a.source == b.source;
}

bool is_toll(const SeriesPoint& point) { return point.role == "toll"; }

void relate(SeriesPoint& point, std::string_view status, const SeriesPoint& to) {
    point.status = status;
    point.against_story = to.story_id;
    point.against_row = to.row_id;
}

/// Tells a point's part beside the earlier ones of its period, which count.
void place(SeriesPoint& point, const std::vector<SeriesPoint*>& earlier) {
    point.status = "stated";
    const SeriesPoint* last = nullptr;
    for (const SeriesPoint* before : earlier)
        if (before->status != "repeated") last = before;
    if (!last) return;
    if (agree(point, *last)) return relate(point, "repeated", *last);
    if (one_claimant(point, *last)) return relate(point, "revised", *last);
    for (const SeriesPoint* before : earlier)
        if (agree(point, *before)) return relate(point, "repeated", *before);
    const bool risen = is_toll(point) && point.value > last->value && point.day > last->day;
    relate(point, risen ? "revised" : "contradicted", *last);
}

/// Points that can be held against each other: of one period, or of one time where none is told.
bool comparable(const SeriesPoint& a, const SeriesPoint& b) {
    if (a.role != b.role) return false;
    if (is_toll(a)) return true;
    if (a.period.empty() != b.period.empty()) return false;
    if (!a.period.empty()) {  // of a period not over yet each story tells what it came to until then
        const bool over = a.day > a.last_day && b.day > b.last_day;
        return a.first_day == b.first_day && a.last_day == b.last_day && (over || agree(a, b));
    }
    return a.role == "level" && a.day && b.day && *b.day - *a.day <= one_time && agree(a, b);
}

/// Holds a target against the level of its period.
void judge(SeriesPoint& target, const std::vector<SeriesPoint>& points) {
    target.status = "open";
    const SeriesPoint *actual = nullptr, *before = nullptr;
    for (const SeriesPoint& point : points) {
        if (point.role != "level" || point.copy) continue;
        const bool same = point.first_day == target.first_day && point.last_day == target.last_day;
        if (!target.period.empty() && !point.period.empty() && same && point.day > target.last_day) actual = &point;
        if (point.last_day && target.last_day && *point.last_day < *target.last_day && point.day <= target.day)
            before = &point;
    }
    if (!actual || target.value == 0) return;
    const bool down = before && before->value > target.value;
    const Bounds reached = bounds_of(*actual);
    const bool met = down ? reached.least <= target.value : reached.most >= target.value;
    relate(target, met ? "reached" : "short", *actual);
    target.gap = std::round(1000 * (actual->value - target.value) / std::abs(target.value)) / 10;
}

/// Tolls get the day of their occasion into their key, so that each occasion is a series.
void part_occasions(std::vector<SeriesPoint>& points) {
    Day first, last;
    for (SeriesPoint& point : points) {  // in the order of `until`
        if (!first || !point.until || *point.until - *last > one_occasion) first = point.until;
        last = point.until;
        const bool one = point.key.find("happening ") != std::string::npos || !first;
        const std::string key = one ? point.key : point.key + '@' + std::to_string(first->time_since_epoch().count());
        point.series_id = sha256_hex(key).substr(0, 16);
    }
}

void tell(std::vector<SeriesPoint>& points) {
    std::vector<SeriesPoint*> earlier;
    for (SeriesPoint& point : points) {
        point.status.clear();
        point.against_story.clear();
        point.against_row.clear();
        point.gap.reset();
        if (point.copy) {
            point.status = "copy";
            continue;
        }
        if (point.role == "target") {
            judge(point, points);
            continue;
        }
        std::vector<SeriesPoint*> beside;
        for (SeriesPoint* before : earlier)
            if (comparable(*before, point)) beside.push_back(before);
        place(point, beside);
        earlier.push_back(&point);
    }
}

std::vector<std::string> parts_of(const std::string& key) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= key.size();) {
        const std::size_t end = std::min(key.find(" | ", begin), key.size());
        parts.push_back(key.substr(begin, end - begin));
        begin = end + 3;
    }
    parts.resize(4);
    return parts;
}

Series sum_up(const std::vector<SeriesPoint>& points) {
    Series series;
    series.id = points.front().series_id;
    series.key = points.front().key;
    const auto parts = parts_of(series.key);
    series.measure = parts[0];
    for (std::string_view side : split(parts[1], ' ')) series.scope.emplace_back(side);
    series.unit = parts[2];
    series.family = parts[3];
    std::set<std::string> stories, sources;
    Day reached;
    for (const SeriesPoint& point : points) {
        if (point.copy) continue;
        ++series.points;
        stories.insert(point.story_id);
        sources.insert(point.source);
        series.revisions += point.status == "revised";
        series.contradictions += point.status == "contradicted";
        series.targets += point.role == "target";
        if (point.role == "target" || point.role == "forecast") continue;
        if (!series.first_day || point.first_day < series.first_day) {
            series.first_day = point.first_day;
            series.first_value = point.value;
        }
        series.last_day = std::max(series.last_day, point.last_day);
        series.least = std::min(series.least.value_or(point.value), point.value);
        series.most = std::max(series.most.value_or(point.value), point.value);
        const Day time = is_toll(point) ? point.day : point.last_day;
        if (!reached || time >= *reached) {  // of one time the latest story's
            reached = time;
            series.latest = point.value;
            series.latest_period = point.period;
        }
    }
    series.stories = static_cast<int>(stories.size());
    series.sources = static_cast<int>(sources.size());
    return series;
}

}  // namespace

std::vector<Series> tell_history(std::vector<SeriesPoint>& points) {
    std::sort(points.begin(), points.end(), [](const SeriesPoint& a, const SeriesPoint& b) {
        return std::tie(a.until, a.day, a.story_id, a.words.start, a.row_id, a.role) <
               std::tie(b.until, b.day, b.story_id, b.words.start, b.row_id, b.role);
    });
    if (!points.empty() && is_toll(points[0])) part_occasions(points);
    std::map<std::string, std::vector<SeriesPoint>> by_series;
    for (SeriesPoint& point : points) by_series[point.series_id].push_back(std::move(point));
    points.clear();
    std::vector<Series> all;
    for (auto& [id, own] : by_series) {
        std::stable_sort(own.begin(), own.end(), [](const auto& a, const auto& b) { return a.day < b.day; });
        tell(own);
        all.push_back(sum_up(own));
        std::move(own.begin(), own.end(), std::back_inserter(points));
    }
    return all;
}

}  // namespace dragoman::store
