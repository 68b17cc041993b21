#include "store/agreement/agreement.h"

#include <algorithm>
#include <cstdlib>

namespace dragoman::store {
namespace {

bool shares(const std::vector<Stem>& a, const std::vector<Stem>& b) {
    return std::any_of(a.begin(), a.end(), [&](Stem s) { return std::binary_search(b.begin(), b.end(), s); });
}

bool includes(const std::vector<Stem>& a, const std::vector<Stem>& b) {
    return !b.empty() && std::includes(a.begin(), a.end(), b.begin(), b.end());
}

/// How much it says that these two may be one.
/// From this likeness on, two stories that are no copies may be forms filled in.
constexpr int alike = 40;

int points_of(const Party& a, const Party& b) {
    using Kind = Party::Kind;
    if (a.key == b.key) {
        if (a.kind == Kind::person) return 30;
        if (a.kind == Kind::organization) return 22;
        return a.kind == Kind::country || a.kind == Kind::place ? 16 : 9;
    }
    if (!a.country.empty() && !b.country.empty() && a.country != b.country) return 0;
    if (a.kind == b.kind && a.kind != Kind::country && (includes(a.words, b.words) || includes(b.words, a.words)))
        return a.kind == Kind::person ? 20 : 9;
    const bool same_state = !a.country.empty() && a.country == b.country;
    const bool state = a.kind == Kind::country || b.kind == Kind::country;
    if (same_state && state && a.official && b.official) return 8;
    return same_state && a.kind != Kind::person && b.kind != Kind::person && a.official && b.official ? weak : 0;
}

}  // namespace

Side side_of(const Reports& reports, const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    Side side{.both = !a.empty() && !b.empty()};
    if (!side.both) return side;
    std::vector<int> of_b(b.size(), 0);
    bool left_a = false;
    int best = 0, second = 0;
    for (const std::uint32_t x : a) {
        int most = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const int points = points_of(reports.parties[x], reports.parties[b[j]]);
            most = std::max(most, points);
            of_b[j] = std::max(of_b[j], points);
        }
        left_a = left_a || most == 0;
        if (most > best)
            second = best, best = most;
        else
            second = std::max(second, most);
    }
    side.points = best + second / 2;
    side.best = best;
    side.apart = left_a && std::find(of_b.begin(), of_b.end(), 0) != of_b.end();
    return side;
}

namespace {

std::vector<std::uint32_t> both_sides(const Report& r) {
    std::vector<std::uint32_t> all = r.actors;
    all.insert(all.end(), r.recipients.begin(), r.recipients.end());
    return all;
}

void compare_side(Agreement& sum, const Side& side, Aspect aspect) {
    if (!side.both) return;
    sum.points += side.points;
    if (side.points > 0) sum.agreed |= aspect;
    if (side.points == 0) sum.excluded = true;
    if (side.apart) {
        sum.points -= 25;
        sum.differing |= aspect;
    }
}

/// Is it plain from who takes part alone which act is meant?
bool compare_who(Agreement& sum, const Reports& reports, const Report& a, const Report& b) {
    if (a.verbal) {
        // Of talks it does not matter who is named first; two partners each are enough to be sure of.
        Side side = side_of(reports, both_sides(a), both_sides(b));
        int matched = 0;
        for (const std::uint32_t x : both_sides(a))
            for (const std::uint32_t y : both_sides(b))
                if (points_of(reports.parties[x], reports.parties[y]) >= known) ++matched;
        const bool alone = both_sides(a).size() == 1 || both_sides(b).size() == 1;
        if (side.both && matched < 2 && !alone) sum.excluded = true;
        if (matched >= 2) side.points += 10;
        compare_side(sum, side, aspect_actors);
        if (side.apart) sum.points -= 15;
        return matched >= 2;
    }
    const Side actors = side_of(reports, a.actors, b.actors), recipients = side_of(reports, a.recipients, b.recipients);
    compare_side(sum, actors, aspect_actors);
    compare_side(sum, recipients, aspect_recipients);
    if (actors.best > weak && recipients.best > weak) sum.points += 8;  // two sides are no chance
    if (actors.best > weak && recipients.best > weak && a.quad.value_or(1) == 4) return true;
    return recipients.best >= known && (a.quad.value_or(1) % 2 == 0 || actors.best >= known);
}

void compare_days(Agreement& sum, const Report& a, const Report& b, int like) {
    if (!a.window || !b.window) return;
    const Window &x = *a.window, &y = *b.window;
    const int gap = gap_between(x, y);
    if (gap > far_apart || ((x.wide || y.wide) && like < 30)) {
        sum.excluded = true;
        return;
    }
    if (gap > 0) {
        sum.points -= x.said && y.said ? 8 * gap + 6 : 8 * gap;
        if (x.said && y.said) sum.differing |= aspect_day;
    } else {
        sum.points += x.said && y.said ? 10 : x.said || y.said ? 5 : x.until == y.until ? 5 : 2;
        sum.agreed |= aspect_day;
    }
}

void compare_places(Agreement& sum, const Report& a, const Report& b) {
    if (a.place == 0 || b.place == 0) return;
    if (a.place == b.place) {
        sum.points += 12;
        sum.agreed |= aspect_place;
    } else if (a.place_country != b.place_country || a.place_country == 0) {
        sum.points -= 15;
        sum.differing |= aspect_place;
    }
}

void compare_tolls(Agreement& sum, const Report& a, const Report& b) {
    const auto one = [&](const std::optional<int>& x, const std::optional<int>& y) {
        if (!x || !y) return;
        if (*x == *y) {
            sum.points += *x > 4 ? 20 : *x > 1 ? 12 : 4;
            sum.agreed |= aspect_toll;
        } else {
            const int less = std::min(*x, *y), more = std::max(*x, *y);
            sum.points -= more > 4 * (less + 1) ? 15 : 4;
            sum.differing |= aspect_toll;
        }
    };
    one(a.killed, b.killed);
    one(a.injured, b.injured);
}

void compare_words(Agreement& sum, const Report& a, const Report& b) {
    const int shared = static_cast<int>(shared_weight(a.words, b.words));
    const int less = static_cast<int>(std::min(weight_of(a.words), weight_of(b.words)));
    if (shared > 0) sum.points += std::min(shared / 7, 30);
    if (shared >= 50 && 3 * shared >= less) sum.agreed |= aspect_words;
    if (!a.numbers.empty() && !b.numbers.empty() && !shares(a.numbers, b.numbers)) {
        sum.points -= 20;
        sum.differing |= aspect_words;
    }
    if (less >= 100 && shared * 8 < less) {
        sum.points -= 10;
        sum.differing |= aspect_words;
    }
}

void compare_stories(Agreement& sum, int like) {
    sum.points += std::clamp((like - 12) * 5 / 4, -12, 55);
    if (like >= 25) sum.agreed |= aspect_story;
}

/// What one publisher writes of somebody's words are other words on another day, and in another story of that day
/// unless they say the same; dates and words that agree tell otherwise.
int said_again(const Agreement& sum, const Source& of_a, const Source& of_b, const Report& a, const Report& b) {
    if (of_a.name != of_b.name || a.quad.value_or(1) % 2 == 0 || b.quad.value_or(1) % 2 == 0) return 0;
    const bool dated = a.window && b.window && (a.window->said || b.window->said);
    const bool worded = sum.agreed & aspect_words;
    if (of_a.day != of_b.day) return dated ? 0 : worded ? 25 : 35;
    return worded || a.verbal ? 0 : 20;
}

}  // namespace

int gap_between(const Window& a, const Window& b) {
    const auto gap = std::max(a.from, b.from) - std::min(a.until, b.until);
    return std::max(0, static_cast<int>(gap.count()));
}

std::vector<std::string> names_of(unsigned aspects) {
    static constexpr const char* names[] = {"type",  "actors", "recipients", "day",   "place",
                                            "toll",  "words",  "story",      "status"};
    std::vector<std::string> list;
    for (unsigned i = 0; i < std::size(names); ++i)
        if (aspects & (1u << i)) list.emplace_back(names[i]);
    return list;
}

Agreement agreement(const Reports& reports, const Report& a, const Report& b) {
    Agreement sum;
    const bool same_act = shares(a.trigger, b.trigger);
    if (a.type != b.type && !same_act) return {.excluded = true};
    if (a.mode != b.mode && a.mode != 0 && b.mode != 0) {
        if (a.verbal) return {.excluded = true};  // a call is no visit
        sum.points -= same_act ? 5 : 15;
        sum.differing |= aspect_type;
    } else {
        sum.agreed |= aspect_type;
    }
    sum.points += same_act ? 10 : 0;
    const bool plain = compare_who(sum, reports, a, b);
    if (sum.excluded) return sum;
    if (a.window && b.window && gap_between(*a.window, *b.window) > far_apart) return {.excluded = true};
    const Source &of_a = reports.sources[a.source], &of_b = reports.sources[b.source];
    const int like = likeness(of_a.sketch, of_b.sketch);
    if (like >= alike && of_a.original != of_b.original && same_form(of_a, of_b)) return {.excluded = true};
    compare_days(sum, a, b, like);
    if (sum.excluded) return sum;
    compare_places(sum, a, b);
    compare_tolls(sum, a, b);
    compare_words(sum, a, b);
    if (!plain && !(sum.agreed & (aspect_words | aspect_toll))) sum.points -= 25;
    compare_stories(sum, like);
    sum.points -= said_again(sum, of_a, of_b, a, b);
    if (a.status != b.status) {
        sum.points -= 4;
        sum.differing |= aspect_status;
    } else {
        sum.agreed |= aspect_status;
    }
    return sum;
}

}  // namespace dragoman::store
