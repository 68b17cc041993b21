// Time expressions: what is taken, and its TIMEX3 value by publication, tense and days told before.
#include <gtest/gtest.h>

#include <ctime>

#include "dragoman/engine.h"
#include "mentions/times/calendar.h"
#include "stages.h"

namespace dragoman {
namespace {

using mentions::Grain;

const Engine& engine() {
    static const Engine loaded = Engine::load();
    return loaded;
}

/// "words = value; words = value" of every time found.
std::string times(const std::string& text, const std::string& published = "2024-05-15") {
    Story story;
    story.text = text;
    story.published = published;
    const Stages stages = engine().read_stages(story);
    std::string all;
    for (const TimeExpression& time : stages.mentions.times)
        all += (all.empty() ? "" : "; ") + std::string(stages.text.slice(time.span)) + " = " + time.value;
    return all;
}

TEST(Calendar, CountsDaysWeeksAndUnits) {
    EXPECT_EQ(mentions::iso(mentions::day_of({2024, 2, 29})), "2024-02-29");
    for (int day = -800000; day < 800000; day += 997) EXPECT_EQ(mentions::day_of(mentions::date_of(day)), day);
    EXPECT_EQ(mentions::weekday_of(mentions::day_of({2024, 5, 15})), 2);  // a Wednesday
    const auto value = [](Grain grain, int year, int month, int day) {
        return mentions::value_of(mentions::moment(grain, mentions::day_of({year, month, day})));
    };
    EXPECT_EQ(value(Grain::week, 2021, 1, 3), "2020-W53");
    EXPECT_EQ(value(Grain::week, 2018, 12, 31), "2019-W01");
    EXPECT_EQ(value(Grain::weekend, 2019, 8, 22), "2019-W34-WE");
    EXPECT_EQ(value(Grain::quarter, 2024, 5, 15), "2024-Q2");
    EXPECT_EQ(value(Grain::season, 2024, 1, 15), "2023-WI");
    EXPECT_EQ(value(Grain::decade, 1974, 5, 15), "197");
    EXPECT_EQ(value(Grain::century, 2024, 5, 15), "20");
    EXPECT_EQ(mentions::iso(mentions::shift(mentions::day_of({2024, 3, 31}), -1, Grain::month)), "2024-02-29");
    EXPECT_FALSE(mentions::parse_iso("2023-02-29"));
    EXPECT_FALSE(mentions::parse_iso("2023"));
    EXPECT_TRUE(mentions::parse_iso("2023-02-28T10:00:00Z"));
}

TEST(Times, NamedDates) {
    EXPECT_EQ(times("Monday, January 28, 2019"), "Monday, January 28, 2019 = 2019-01-28");
    EXPECT_EQ(times("They met on 13 March 2020 in Oslo."), "13 March 2020 = 2020-03-13");
    EXPECT_EQ(times("The fair runs on March 22–24, 2013."), "March 22–24, 2013 = 2013-03-22/2013-03-24");
    EXPECT_EQ(times("Visit on November 27 − December 3, 2002"),
              "November 27 − December 3, 2002 = 2002-11-27/2002-12-03");
    EXPECT_EQ(times("The council sat from 5 to 7 June 2022."), "5 to 7 June 2022 = 2022-06-05/2022-06-07");
    EXPECT_EQ(times("The log ends on 2016-03-14."), "2016-03-14 = 2016-03-14");
    EXPECT_EQ(times("The mill closed in 1987."), "1987 = 1987");
    EXPECT_EQ(times("The dam was built in 2012-2014."), "2012-2014 = 2012/2014");
    EXPECT_EQ(times("It began in the 1970s and lasted into the 21st century."),
              "the 1970s = 197; the 21st century = 20");
}

TEST(Times, YearsAreLookedForByTense) {
    EXPECT_EQ(times("The bridge was opened on November 3."), "November 3 = 2023-11-03");
    EXPECT_EQ(times("The bridge will open on November 3."), "November 3 = 2024-11-03");
    EXPECT_EQ(times("The bridge will open in February."), "February = 2025-02");
    EXPECT_EQ(times("The bridge was opened in early February."), "early February = 2024-02");
    EXPECT_EQ(times("The bridge will be closed in mid-July."), "mid-July = 2024-07");
}

TEST(Times, WeekdaysAreNearestByTense) {
    EXPECT_EQ(times("The council met on Friday."), "Friday = 2024-05-10");
    EXPECT_EQ(times("The council will meet on Friday."), "Friday = 2024-05-17");
    EXPECT_EQ(times("The council met last Wednesday."), "last Wednesday = 2024-05-08");
    EXPECT_EQ(times("The council met on Wednesday morning."), "Wednesday morning = 2024-05-15TMO");
}

TEST(Times, RelativeToPublication) {
    EXPECT_EQ(times("It rained yesterday."), "yesterday = 2024-05-14");
    EXPECT_EQ(times("It rained last week."), "last week = 2024-W19");
    EXPECT_EQ(times("It rained two days ago."), "two days ago = 2024-05-13");
    EXPECT_EQ(times("The law was passed four years ago."), "four years ago = 2020");
    EXPECT_EQ(times("They will return in 20 days."), "in 20 days = 2024-06-04");
    EXPECT_EQ(times("Trade grew in the first 11 months of this year."),
              "the first 11 months of this year = 2024-01/2024-11");
    EXPECT_EQ(times("Output fell in the first quarter of 1987."), "the first quarter of 1987 = 1987-Q1");
    EXPECT_EQ(times("The ministry spoke earlier this month."), "earlier this month = 2024-05");
    EXPECT_EQ(times("Work will end in the near future."), "the near future = FUTURE_REF");
}

TEST(Times, RelativeToDaysToldBefore) {
    EXPECT_EQ(times("The strike began on March 4. The next day the port shut."),
              "March 4 = 2024-03-04; The next day = 2024-03-05");
    EXPECT_EQ(times("Troops left in 2011 and returned three years later."), "2011 = 2011; three years later = 2014");
    EXPECT_EQ(times("On Friday a shell hit the depot. The guards fled that day."),
              "Friday = 2024-05-10; that day = 2024-05-10");
    EXPECT_EQ(times("Rain fell on Monday. It stopped at 4:30 p.m."),
              "Monday = 2024-05-13; 4:30 p.m. = 2024-05-13T16:30");
}

TEST(Times, LengthsAndSets) {
    EXPECT_EQ(times("The talks lasted nearly three hours."), "nearly three hours = PT3H");
    EXPECT_EQ(times("It ended decades of conflict."), "decades = PXDE");
    EXPECT_EQ(times("Calm held for a few weeks."), "a few weeks = PXW");
    EXPECT_EQ(times("They signed a five-year plan."), "five-year = P5Y");
    EXPECT_EQ(times("Prices have risen over the last four years."), "the last four years = P4Y");
    EXPECT_EQ(times("The board meets every two weeks."), "every two weeks = P2W");
}

TEST(Times, WhatIsNoTime) {
    for (const char* text :
         {"It may rain.", "They march through the town.", "The second speaker left.", "The company sold 2000 cars.",
          "The UN 2030 Agenda matters.", "Reply as soon as possible.", "She sat down in the sun.",
          "The fall of the wall mattered.", "He spoke for the second time."})
        EXPECT_EQ(times(text), "") << text;
}

TEST(Times, WithoutPublicationTheYearStaysOpen) {
    EXPECT_EQ(times("The bridge was opened on November 3.", ""), "November 3 = XXXX-11-03");
    EXPECT_EQ(times("The bridge was opened in May 2020.", ""), "May 2020 = 2020-05");
    EXPECT_EQ(times("The bridge was opened yesterday.", ""), "yesterday = XXXX-XX-XX");
}

TEST(Times, SurvivesAnyWords) {
    for (const char* text : {"the",
                             "in",
                             "a",
                             "last",
                             "the last",
                             "every",
                             "May",
                             "of the year",
                             "between",
                             "the first",
                             "31 31 31",
                             "2019-",
                             "10:99 p.m.",
                             "the 99999th century",
                             "99999999999999 years ago",
                             "1000000 centuries ago",
                             "-",
                             "- - - 5 -",
                             "about",
                             "an estimated",
                             "Christmas",
                             "Monday,",
                             "Q3",
                             "0000-00-00",
                             "two and a",
                             "in 9999 years"})
        times(text), times(text, "");
    times("next year", "9999-12-31");
    times("two centuries ago", "0001-01-01");
}

TEST(Times, WorkGrowsLinearly) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += "three years ago on Monday the last few ";
    const std::clock_t begin = std::clock();  // of the processor: the machine may be busy with other things
    times(text);
    EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 60);
}

}  // namespace
}  // namespace dragoman
