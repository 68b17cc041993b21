#include "statistics/intervals.h"

#include <algorithm>
#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <cmath>

namespace dragoman::statistics {
namespace {

constexpr double z = 1.959963984540054;  // of the normal distribution, 97.5 percent lie below
constexpr double tail = 0.025;

}  // namespace

Interval share(std::int64_t some, std::int64_t all) {
    if (all <= 0) return {0, 1};
    const double n = static_cast<double>(all), p = static_cast<double>(some) / n;
    const double scale = 1 + z * z / n, middle = (p + z * z / (2 * n)) / scale;
    const double half = z / scale * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    return {some == 0 ? 0 : middle - half, some == all ? 1 : middle + half};
}

Interval count(std::int64_t counted) {
    using boost::math::gamma_distribution;
    const auto quantile_of = [](double shape, double p) { return quantile(gamma_distribution<>(shape, 1), p); };
    const double n = static_cast<double>(counted);
    return {counted == 0 ? 0 : quantile_of(n, tail), quantile_of(n + 1, 1 - tail)};
}

Interval mean(std::int64_t values, double sum, double sum_of_squares, Interval range) {
    const double width = range.high - range.low, weight = static_cast<double>(values) + 1;
    // Moved to 0 … 1, where the two half observations at the ends add 1/2 to the sum and to the sum of squares.
    const double n = static_cast<double>(values);
    const double moved = (sum - n * range.low) / width;
    const double squares = (sum_of_squares - 2 * range.low * sum + n * range.low * range.low) / (width * width);
    const double m = (moved + 0.5) / weight;
    const double variance = std::max(0.0, (squares + 0.5) / weight - m * m) / (weight + 1);
    if (variance <= 0) return {range.low + width * m, range.low + width * m};
    const double concentration = m * (1 - m) / variance - 1;
    const boost::math::beta_distribution<> posterior(m * concentration, (1 - m) * concentration);
    return {range.low + width * quantile(posterior, tail), range.low + width * quantile(posterior, 1 - tail)};
}

}  // namespace dragoman::statistics
