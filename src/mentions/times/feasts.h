// Feasts that move with the calendar, Easter or the moon.
#pragma once

#include <string_view>

#include "mentions/times/calendar.h"

namespace dragoman::mentions {

/// The day of a feast in a year; the rules are those of knowledge/time_phrases.tsv.
Day holiday_in(std::string_view rule, int year);

}  // namespace dragoman::mentions
