// Turns of phrase that tell how much: "fourfold", "one in five", "a week-long visit", "a 550-strong band".
#pragma once

#include "mentions/quantities/ranges.h"

namespace dragoman::mentions {

/// Each fills an amount and returns where it ends, -1 where the words are none such.
class Turns : protected Ranges {
protected:
    using Ranges::Ranges;

    /// "fourfold", "a tenfold rise": so many times.
    int fold(Amount& amount, int t) const;
    /// "four in 10 voters", "one out of every five", "a one-in-five chance": a share; "29 out of 30 charges" are both
    /// counted.
    int share(Amount& amount, const Number& first, int start) const;
    /// "a week-long visit", "a month-long siege": one of them.
    int one_long(Amount& amount, int t) const;
    /// "a 550-strong band", "turned out two million strong": so many people.
    int strong(Amount& amount, const Number& number, int end) const;

    static void set_si(Amount& amount, double factor, double offset, std::string_view unit) {
        if (!amount.value || factor == 0 || unit.empty()) return;
        amount.value_si = *amount.value * factor + offset;
        amount.unit_si = unit;
    }

private:
    Number whole_at(int t) const;
};

}  // namespace dragoman::mentions
