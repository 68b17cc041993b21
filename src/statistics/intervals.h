// Intervals of 95 percent for what is counted in stories. All are stated for small counts: none rests on a normal
// distribution of what it bounds, none draws random numbers.
#pragma once

#include <cstdint>

namespace dragoman::statistics {

struct Interval {
    double low = 0, high = 0;
};

/// The share behind `some` of `all`: the score interval (Wilson 1927). All from 0 to 1 when `all` is 0.
Interval share(std::int64_t some, std::int64_t all);

/// The expected number behind a Poisson count (Garwood 1936): exact, by quantiles of the gamma distribution.
Interval count(std::int64_t counted);

/// The mean behind values that lie within `range`, of which only number, sum and sum of squares are known.
///
/// Values on a scale that is bounded and lumpy, as Goldstein's, have no normal mean in small numbers. The mean's
/// posterior under a Dirichlet process (Ferguson 1973) with one observation's weight at the ends of the scale, half at
/// each, has a known mean and variance; the interval is that of the beta distribution on `range` with these. It never
/// leaves the scale, is wide for few values even where they are all the same, and tends to the usual one for many.
Interval mean(std::int64_t values, double sum, double sum_of_squares, Interval range);

}  // namespace dragoman::statistics
