#include "statistics/series.h"

#include <algorithm>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <map>

namespace dragoman::statistics {
namespace {

/// Pearson's dispersion of counts around a common rate.
double dispersion(std::span<const Period> periods, double rate) {
    double sum = 0;
    int degrees = -1;
    for (const Period& period : periods) {
        if (period.exposure <= 0) continue;
        const double expected = rate * period.exposure;
        sum += (period.count - expected) * (period.count - expected) / expected;
        ++degrees;
    }
    return degrees > 0 ? std::max(1.0, sum / degrees) : 1.0;
}

struct Rate {
    double count = 0.5, exposure = 0;  ///< half a count added

    double expected(const Period& now) const { return count / exposure * now.exposure; }
};

Rate rate_of(std::span<const Period> before) {
    Rate rate;
    for (const Period& period : before) {
        if (period.exposure <= 0) continue;
        rate.count += period.count;
        rate.exposure += period.exposure;
    }
    return rate;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

bool comparable(std::span<const Period> before) {
    const auto seen =
        std::count_if(before.begin(), before.end(), [](const Period& period) { return period.exposure > 0; });
    return seen >= 3 && 2 * seen >= static_cast<std::ptrdiff_t>(before.size());
}

std::optional<Surprise> surprise(std::span<const Period> before, const Period& now) {
    if (!comparable(before) || now.exposure <= 0) return std::nullopt;
    const Rate rate = rate_of(before);
    const double expected = rate.expected(now);
    const double variance =
        expected * dispersion(before, rate.count / rate.exposure) * (1 + now.exposure / rate.exposure);
    const double size = expected * expected / (variance - expected);
    const boost::math::negative_binomial_distribution<> prediction(size, size / (size + expected));
    Surprise found{.expected = expected, .p = 1, .more = now.count > expected};
    if (!found.more)
        found.p = cdf(prediction, now.count);
    else if (now.count >= 1)
        found.p = cdf(complement(prediction, now.count - 1));
    return found;
}

namespace {

bool worth_telling(double expected, const Period& now) {
    return now.count > expected ? now.count >= 5 : expected >= 10;
}

}  // namespace

bool unusual(const Surprise& surprise, const Period& now) {
    return surprise.p <= 0.001 && worth_telling(surprise.expected, now);
}

bool may_be_unusual(std::span<const Period> before, const Period& now) {
    if (now.exposure <= 0) return false;
    const Rate rate = rate_of(before);
    return rate.exposure > 0 && worth_telling(rate.expected(now), now);
}

std::optional<Trend> trend(const std::vector<Period>& periods) {
    std::vector<std::pair<double, double>> rates;  // of each period with exposure: when, how much
    for (std::size_t i = 0; i < periods.size(); ++i)
        if (periods[i].exposure > 0) rates.emplace_back(static_cast<double>(i), periods[i].count / periods[i].exposure);
    if (rates.size() < 5) return std::nullopt;
    double s = 0;
    std::vector<double> slopes;
    std::map<double, int> ties;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        ++ties[rates[i].second];
        for (std::size_t j = i + 1; j < rates.size(); ++j) {
            const double rise = rates[j].second - rates[i].second;
            s += (rise > 0) - (rise < 0);
            slopes.push_back(rise / (rates[j].first - rates[i].first));
        }
    }
    const auto term = [](double n) { return n * (n - 1) * (2 * n + 5); };
    double variance = term(static_cast<double>(rates.size()));
    for (const auto& [rate, times] : ties) variance -= term(times);
    variance /= 18;
    Trend found{.slope = median(std::move(slopes)), .p = 1};
    if (variance <= 0 || s == 0) return found;
    const double score = (std::abs(s) - 1) / std::sqrt(variance);
    found.p = std::min(1.0, 2 * cdf(complement(boost::math::normal_distribution<>(), score)));
    return found;
}

}  // namespace dragoman::statistics
