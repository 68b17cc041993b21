// Feasts that move with the calendar, Easter or the moon.
#pragma once

#include <string_view>

#include "mentions/times/calendar.h"

namespace dragoman::mentions {

/// "-3", "12": a number of the tables of times, one to six figures with a sign or none.
int signed_number(std::string_view digits);
/// The day of a feast in a year; the rules are those of knowledge/time_phrases.tsv.
Day holiday_in(std::string_view rule, int year);

}  // namespace dragoman::mentions
