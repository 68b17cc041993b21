// Intervals, surprises and trends against values computed elsewhere.
#include <gtest/gtest.h>

#include "statistics/intervals.h"
#include "statistics/series.h"

namespace dragoman::statistics {
namespace {

void expect(const Interval& found, double low, double high, double within) {
    EXPECT_NEAR(found.low, low, within);
    EXPECT_NEAR(found.high, high, within);
}

TEST(Intervals, SharesAreNewcombes) {
    // Newcombe 1998, Statistics in Medicine 17, table I, method 3: the score interval.
    expect(share(81, 263), 0.2553, 0.3662, 0.00005);
    expect(share(15, 148), 0.0624, 0.1605, 0.00005);
    expect(share(0, 20), 0, 0.1611, 0.00005);
    expect(share(1, 29), 0.0061, 0.1718, 0.00005);
    expect(share(20, 20), 1 - 0.1611, 1, 0.00005);
    expect(share(0, 0), 0, 1, 0);
}

TEST(Intervals, CountsAreExact) {
    // SciPy 1.x: stats.gamma.ppf(0.025, n), stats.gamma.ppf(0.975, n + 1).
    expect(count(0), 0, 3.68887945, 1e-7);
    expect(count(1), 0.02531781, 5.57164339, 1e-7);
    expect(count(10), 4.79538870, 18.39035604, 1e-7);
    expect(count(100), 81.36399125, 121.62679379, 1e-7);
}

TEST(Intervals, MeansStayOnTheScale) {
    const auto of = [](const std::vector<double>& values) {
        double sum = 0, squares = 0;
        for (const double v : values) sum += v, squares += v * v;
        return mean(static_cast<std::int64_t>(values.size()), sum, squares, {-10, 10});
    };
    // SciPy: the beta distribution with the mean and variance of the values and half an observation at -10 and at 10.
    expect(of({3.4, 3.4, 3.4}), -2.24329437, 6.74798084, 1e-6);
    expect(of({1, 1, 3.4, 7, -2, -4.4, 3.5, 4, 1.9, 2.8}), -0.77086384, 3.98296747, 1e-6);
    expect(of(std::vector<double>(400, 2.5)), 2.44341770, 2.54404708, 1e-6);
    const Interval one = of({10});
    EXPECT_LE(one.high, 10);
    EXPECT_LT(one.low, 0);
}

const std::vector<Period> quiet = {{2, 100}, {0, 80},  {1, 120}, {3, 90}, {0, 0},   {2, 110},
                                   {1, 100}, {0, 100}, {4, 130}, {1, 90}, {2, 100}, {1, 100}};

TEST(Surprises, AreNegativeBinomialTails) {
    // SciPy: stats.nbinom with the mean and variance that series.h states.
    const auto found = surprise(quiet, {12, 110});
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->expected, 1.71875, 1e-9);
    EXPECT_NEAR(found->p, 2.53367669e-06, 1e-12);
    EXPECT_TRUE(found->more);
    EXPECT_TRUE(unusual(*found, {12, 110}));
    EXPECT_NEAR(surprise(quiet, {3, 110})->p, 0.25091810, 1e-7);
    EXPECT_FALSE(unusual(*surprise(quiet, {3, 110}), {3, 110}));
    const std::vector<Period> busy(12, {20, 100});
    EXPECT_NEAR(surprise(busy, {2, 100})->p, 8.34663376e-07, 1e-13);
    EXPECT_FALSE(surprise(busy, {2, 100})->more);
    EXPECT_TRUE(unusual(*surprise(busy, {2, 100}), {2, 100}));
    const std::vector<Period> silent(12, {0, 100});
    EXPECT_NEAR(surprise(silent, {5, 100})->p, 6.85158867e-07, 1e-13);
    EXPECT_FALSE(unusual(*surprise(silent, {4, 100}), {4, 100})) << "four are too few to tell of";
}

TEST(Surprises, TakeTheVolumeIntoAccount) {
    const std::vector<Period> busy(12, {5, 100});
    EXPECT_TRUE(unusual(*surprise(busy, {50, 100}), {50, 100}));
    EXPECT_FALSE(unusual(*surprise(busy, {50, 1000}), {50, 1000})) << "ten times the stories";
}

TEST(Surprises, NeedPeriodsToCompareWith) {
    EXPECT_FALSE(surprise({}, {9, 100}));
    EXPECT_FALSE(surprise(std::vector<Period>(12, {0, 0}), {9, 100}));
    EXPECT_FALSE(surprise(std::vector<Period>(12, {1, 100}), {9, 0})) << "no story, no surprise";
    std::vector<Period> gaps(12, {0, 0});
    for (std::size_t i = 0; i < 5; ++i) gaps[i] = {1, 100};
    EXPECT_FALSE(surprise(gaps, {9, 100})) << "most of the periods before are empty";
}

TEST(Trends, AreMannKendalls) {
    std::vector<Period> rising, falling;
    for (const double v : {1.0, 2.0, 2.0, 4.0, 3.0, 6.0, 8.0, 7.0}) rising.push_back({v, 1});
    for (const double v : {50.0, 40.0, 40.0, 10.0, 20.0, 5.0}) falling.push_back({v, 100});
    // pymannkendall 1.4: original_test.
    EXPECT_NEAR(trend(rising)->p, 0.00609055, 1e-7);
    EXPECT_NEAR(trend(rising)->slope, 1, 1e-12);
    EXPECT_NEAR(trend(falling)->p, 0.03537817, 1e-7);
    EXPECT_NEAR(trend(falling)->slope, -0.09, 1e-12);
    EXPECT_FALSE(trend({{1, 1}, {2, 1}, {3, 1}, {4, 1}}));
    EXPECT_EQ(trend(std::vector<Period>(6, {3, 10}))->p, 1);
}

}  // namespace
}  // namespace dragoman::statistics
