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
    if (a.counted && b.counted) return 9;
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
    const auto named = [&](std::uint32_t p) { return reports.parties[p].kind <= Party::Kind::organization; };
    side.named = std::any_of(a.begin(), a.end(), named) && std::any_of(b.begin(), b.end(), named);
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
    if (side.points == 0 && side.named) sum.excluded = true;
    if (side.points == 0) sum.points -= 12;  // "12 people" and the town they lived in may be one
    if (side.apart) {
        sum.points -= 25;
        sum.differing |= aspect;
    }
}

/// Is somebody of this side also named in the other report?
bool meets(const Reports& reports, const std::vector<std::uint32_t>& side, const std::vector<std::uint32_t>& others) {
    return side.empty() || side_of(reports, side, others).best >= known;
}

/// Is a person of the one named by nobody of the other?
bool left_out(const Reports& reports, const std::vector<std::uint32_t>& some,
              const std::vector<std::uint32_t>& others) {
    return std::any_of(some.begin(), some.end(), [&](std::uint32_t p) {
        return reports.parties[p].kind == Party::Kind::person && side_of(reports, {p}, others).best == 0;
    });
}

/// Of talks and agreements it does not matter who is named first: partners on both sides must be the same.
bool compare_partners(Agreement& sum, const Reports& reports, const Report& a, const Report& b) {
    const std::vector<std::uint32_t> all_a = both_sides(a), all_b = both_sides(b);
    Side side = side_of(reports, all_a, all_b);
    const bool two = all_a.size() > 1 && all_b.size() > 1;
    const bool partners = meets(reports, a.actors, all_b) && meets(reports, a.recipients, all_b) &&
                          meets(reports, b.actors, all_a) && meets(reports, b.recipients, all_a);
    if (two && !partners) side.apart = true;
    if (two && left_out(reports, all_a, all_b) && left_out(reports, all_b, all_a)) sum.excluded = true;
    // Two of them may also have met alone, and one met more than these.
    const bool one_publisher = reports.sources[a.source].name == reports.sources[b.source].name;
    if (two && partners && (left_out(reports, all_a, all_b) || left_out(reports, all_b, all_a)))
        sum.points -= one_publisher ? 20 : 8;
    if (!two && all_a.size() + all_b.size() > 2) sum.points -= one_publisher ? 15 : 5;
    if (two && partners) side.points += 10;
    compare_side(sum, side, aspect_actors);
    if (side.apart) sum.points -= 15;
    return two && partners && !side.apart && a.talks && b.talks;
}

/// A headline's "X arrested" has its victim for an actor: who acts in one report may be acted upon in the other.
int turned(const Reports& reports, const Report& a, const Report& b) {
    if (a.quad.value_or(1) != 4 || !a.recipients.empty()) return 0;
    const Side side = side_of(reports, a.actors, b.recipients);
    return side.best >= known ? side.points : 0;
}

/// Is it plain from who takes part alone which act is meant?
bool compare_who(Agreement& sum, const Reports& reports, const Report& a, const Report& b) {
    if (a.verbal) return compare_partners(sum, reports, a, b);
    if (const int points = std::max(turned(reports, a, b), turned(reports, b, a)); points > 0) {
        sum.points += points;
        sum.agreed |= aspect_recipients;
        return true;
    }
    const Side actors = side_of(reports, a.actors, b.actors), recipients = side_of(reports, a.recipients, b.recipients);
    compare_side(sum, actors, aspect_actors);
    compare_side(sum, recipients, aspect_recipients);
    // Two towns that get money are two grants, whatever "fire departments" both name; a ministry is not thanked for
    // what a commission of its state is.
    const int quad = a.quad.value_or(1);
    if (quad != 4 && recipients.named && recipients.best <= weak) sum.excluded = true;
    if ((quad == 2 || (quad != 4 && recipients.named)) && recipients.apart && recipients.best < known)
        sum.excluded = true;
    if (actors.best > weak && recipients.best > weak) sum.points += 8;  // two sides are no chance
    if (actors.best > weak && recipients.best > weak && a.quad.value_or(1) == 4) return true;
    return recipients.best >= known && (a.quad.value_or(1) % 2 == 0 || actors.best >= known);
}

void compare_days(Agreement& sum, const Report& a, const Report& b, int like) {
    if (!a.window && !b.window && like >= 25) sum.points += 8;  // without dates, likeness must do
    if (!a.window || !b.window) return;
    const Window &x = *a.window, &y = *b.window;
    const int gap = gap_between(x, y);
    if (gap > far_apart || ((x.wide || y.wide) && like < 30)) {
        sum.excluded = true;
        return;
    }
    if (gap > 0) {
        sum.points -= x.said && y.said ? 8 * gap + 6 : 12 * gap;
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

bool called(const Reports& reports, const Report& r) { return reports.symbols[r.mode] == "phone"; }

void compare_words(Agreement& sum, const Report& a, const Report& b, bool one_publisher) {
    const int shared = static_cast<int>(shared_weight(a.words, b.words));
    const int less = static_cast<int>(std::min(weight_of(a.words), weight_of(b.words)));
    if (shared > 0) sum.points += std::min(shared / 7, 30);
    if (shared >= 50 && (one_publisher ? 2 : 3) * shared >= less && shared_words(a.words, b.words) > 1)
        sum.agreed |= aspect_words;
    const bool tolls = (a.killed || a.injured) && (b.killed || b.injured);  // compared as such
    if (!tolls && !a.numbers.empty() && !b.numbers.empty() && !shares(a.numbers, b.numbers)) {
        sum.points -= one_publisher ? 45 : 25;
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

/// Thanks and demands in somebody's own words are uttered anew in every speech; told in the very same words they are
/// one utterance, quoted twice, and for one time that both name one deed of the past.
bool uttered_apart(const Source& of_a, const Source& of_b, const Report& a, const Report& b) {
    if (!(a.uttered || b.uttered) || of_a.name != of_b.name) return false;
    if (a.window && b.window && a.window->said && b.window->said) return false;
    return a.evidence != b.evidence;
}

/// "Another meeting", "bombed it for the second time": of what another day's story tells, it is the next.
bool told_anew(const Source& of_a, const Source& of_b, const Report& a, const Report& b) {
    return a.anew != b.anew && of_a.day != of_b.day;
}

/// What one publisher writes of somebody's words are other words on another day, and in another story of that day
/// unless they say the same.
int said_again(const Agreement& sum, const Source& of_a, const Source& of_b, const Report& a, const Report& b) {
    if (of_a.name != of_b.name || a.quad.value_or(1) % 2 == 0 || b.quad.value_or(1) % 2 == 0) return 0;
    const bool dated = a.window && b.window && (a.window->said || b.window->said);
    const bool worded = sum.agreed & aspect_words;
    if (!worded && !a.verbal) return enough;
    if (of_a.day != of_b.day) return dated ? 0 : 30;
    return 0;
}

}  // namespace

int gap_between(const Window& a, const Window& b) {
    const auto gap = std::max(a.from, b.from) - std::min(a.until, b.until);
    return std::max(0, static_cast<int>(gap.count()));
}

std::vector<std::string> names_of(unsigned aspects) {
    static constexpr const char* names[] = {"type", "actors", "recipients", "day",   "place",
                                            "toll", "words",  "story",      "status"};
    std::vector<std::string> list;
    for (unsigned i = 0; i < std::size(names); ++i)
        if (aspects & (1u << i)) list.emplace_back(names[i]);
    return list;
}

Agreement agreement(const Reports& reports, const Report& a, const Report& b) {
    Agreement sum;
    const bool same_act = shares(a.trigger, b.trigger);
    if (a.mode != b.mode && !same_act && (called(reports, a) || called(reports, b))) return {.excluded = true};
    if (a.type != b.type && !same_act) return {.excluded = true};
    if (a.mode != b.mode && a.mode != 0 && b.mode != 0) {
        if (a.verbal) return {.excluded = true};  // a call is no visit
        sum.points -= same_act ? 5 : 30;
        sum.differing |= aspect_type;
    } else {
        sum.agreed |= aspect_type;
    }
    sum.points += same_act ? 10 : 0;
    if (a.quad == 4 && b.quad == 4) sum.points += 12;  // deeds are fewer than words, and harder to mistake
    const Source &of_a = reports.sources[a.source], &of_b = reports.sources[b.source];
    if (uttered_apart(of_a, of_b, a, b)) return {.excluded = true};
    const bool plain = compare_who(sum, reports, a, b);
    if (sum.excluded) return sum;
    if (a.window && b.window && gap_between(*a.window, *b.window) > far_apart) return {.excluded = true};
    const int like = likeness(of_a.sketch, of_b.sketch);
    if (like >= alike && of_a.original != of_b.original && same_form(of_a, of_b)) return {.excluded = true};
    compare_days(sum, a, b, like);
    if (sum.excluded) return sum;
    compare_places(sum, a, b);
    compare_tolls(sum, a, b);
    compare_words(sum, a, b, of_a.name == of_b.name);
    if (!plain && !(sum.agreed & (aspect_words | aspect_toll))) sum.points -= 25;
    compare_stories(sum, like);
    sum.points -= said_again(sum, of_a, of_b, a, b);
    if (told_anew(of_a, of_b, a, b)) sum.points -= 30;
    if (a.status != b.status) {
        sum.points -= 4;
        sum.differing |= aspect_status;
    } else {
        sum.agreed |= aspect_status;
    }
    return sum;
}

}  // namespace dragoman::store
