// What stands out in a series of counts, and where it is going.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace dragoman::statistics {

/// Counted in a period, and what it was counted in: the stories that could have told.
struct Period {
    double count = 0, exposure = 0;
};

struct Surprise {
    double expected = 0;  ///< what the periods before let expect
    double p = 1;         ///< chance of a count as far from that, on its side
    bool more = false;    ///< above
};

/// Can a period be compared with those before it: half of these have exposure, and three at least?
bool comparable(std::span<const Period> before);

/// How a period departs from those before it; nothing where they are not comparable, or it has no exposure.
///
/// The rate of the periods before, with half a count added so that a series of zeros expects something, is the mean of
/// a negative binomial distribution. Its variance is the Poisson variance, times the dispersion of the periods before
/// (Pearson's, at least 1), plus that of the rate itself: the method of outbreak detection (Farrington et al. 1996,
/// Noufaily et al. 2013) without its season, since a year of news has none that is known.
std::optional<Surprise> surprise(std::span<const Period> before, const Period& now);

/// Worth telling: five counted or ten expected, and p at most 0.001.
bool unusual(const Surprise& surprise, const Period& now);
/// False where it is not, whatever its p is: told without a distribution, which most periods need not.
bool may_be_unusual(std::span<const Period> before, const Period& now);

struct Trend {
    double slope = 0;  ///< a period, of the rate: the median of all pairs' (Theil 1950, Sen 1968)
    double p = 1;      ///< two-sided, of Kendall's S with its variance for ties (Mann 1945)
};

/// Where the rates go; nothing with fewer than five periods that have exposure.
std::optional<Trend> trend(const std::vector<Period>& periods);

}  // namespace dragoman::statistics
