// Do two reports tell of one event?
//
// Points for what agrees and against what differs, after I. Fellegi and A. Sunter, "A theory for record linkage"
// (1969): who acts on whom, when, where, how many died, what else the words of the two rows say, and what the stories
// around them have in common. Of two reports that are about the same kind of act, `enough` points make one event.
// The sum is symmetric and rests on the two reports and their stories alone.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/agreement/reports.h"

namespace dragoman::store {

/// What two reports can agree on or differ in; a set of these is a sum.
enum Aspect : unsigned {
    aspect_type = 1,
    aspect_actors = 2,
    aspect_recipients = 4,
    aspect_day = 8,
    aspect_place = 16,
    aspect_toll = 32,
    aspect_words = 64,
    aspect_story = 128,
    aspect_status = 256,
};
std::vector<std::string> names_of(unsigned aspects);

struct Agreement {
    int points = 0;
    unsigned agreed = 0, differing = 0;
    bool excluded = false;  ///< they cannot be one
};

constexpr int enough = 60;

/// How well those named on a side agree. Of the pair that agrees best: 0 nobody can be the other, up to `weak` they
/// may, from `known` on they are known by more than a common noun.
struct Side {
    int points = 0;      ///< of the best pair, and half of the next
    int best = 0;        ///< of the best pair
    bool named = false;  ///< both name a person, a country or an organization
    bool both = false;   ///< both reports name somebody
    bool apart = false;  ///< each names somebody whom the other does not
};

constexpr int weak = 4, known = 16;
Side side_of(const Reports& reports, const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b);

/// Days between windows; 0 when they overlap.
int gap_between(const Window& a, const Window& b);
/// From here on windows are too far apart to be of one event.
constexpr int far_apart = 2;

Agreement agreement(const Reports& reports, const Report& a, const Report& b);

}  // namespace dragoman::store
