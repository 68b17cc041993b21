#include "mentions/quantities/digits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {
namespace {

constexpr std::size_t longest = 30;  // figures of one number; more is a key or noise

class Scanner {
public:
    Scanner(std::string_view body, std::size_t at, std::size_t limit) : body_(body.substr(0, limit)), at_(at) {}

    Digits read() {
        Digits found;
        const std::size_t begin = at_;
        if (const double part = vulgar(at_); part > 0)
            return found.value = part, found.end = at_, found.fraction = true, found;
        std::string plain = whole();
        if (plain.empty() && !(here(at_) == '.' && is_digit(here(at_ + 1)))) return {};
        if (here(at_) == '.' && is_digit(here(at_ + 1))) {
            plain += plain.empty() ? "0." : ".";
            for (++at_; is_digit(here(at_));) plain += body_[at_++];
            if (here(at_) == '.' && is_digit(here(at_ + 1))) return {};  // an address, a version
        }
        if (plain.size() > longest) return {};
        std::from_chars(plain.data(), plain.data() + plain.size(), found.value);
        if (plain.find('.') == std::string::npos) found.fraction = fractions(found.value, plain.size());
        if (!found.fraction) powers(found.value);
        found.end = at_ > begin ? at_ : 0;
        return found;
    }

private:
    char here(std::size_t i) const { return i < body_.size() ? body_[i] : '\0'; }
    bool starts(std::size_t i, std::string_view with) const {
        return body_.substr(std::min(i, body_.size()), with.size()) == with;
    }
    std::size_t digits(std::size_t i) const {
        std::size_t n = 0;
        while (is_digit(here(i + n)) && n <= longest) ++n;
        return n;
    }

    /// Bytes of a mark that parts groups of figures; 0 when there is none.
    std::size_t separator(std::size_t i) const {
        static constexpr std::array<std::string_view, 9> marks = {", ", ",",      "'",      "\u2019", ".",
                                                                  " ",  "\u00A0", "\u202F", "\u2009"};
        for (std::string_view mark : marks)
            if (starts(i, mark)) return mark.size();
        return 0;
    }

    /// The figures before the decimal mark, grouped or not.
    std::string whole() {
        const std::size_t begin = at_, first = digits(at_);
        std::string plain(body_.substr(at_, first));
        at_ += first;
        const std::size_t mark = first >= 1 && first <= 3 ? separator(at_) : 0;
        if (mark == 0 || plain[0] == '0') return plain;
        const std::string_view sign = body_.substr(at_, mark);
        std::string grouped = plain;
        std::size_t i = at_;
        int groups = 0;
        bool pairs = false;  // 12,34,567
        while (starts(i, sign)) {
            const std::size_t n = digits(i + mark);
            if (n != 3 && !(n == 2 && sign == ",")) break;
            if (n == 3 && pairs && groups == 0) break;
            if (sign == ", " && here(i + mark) != '0') break;  // "2, 000", but "on May 2, 300 people"
            grouped += body_.substr(i + mark, n);
            i += mark + n;
            ++groups;
            if (n == 3 && pairs) break;
            pairs |= n == 2;
        }
        const bool word = here(i) == ' ' && here(i + 1) >= 'a' && here(i + 1) <= 'z' &&  // "12 345 bicycles"
                          !starts(i + 1, "mil") && !starts(i + 1, "mln") && !starts(i + 1, "bil");
        const bool rounded = grouped.ends_with("00") || (word && (first >= 2 || told_small(begin)));
        const bool whole_groups = !pairs || (groups >= 2 && digits(i - 3) == 3 && first <= 2);
        const bool told =
            (sign == "." && groups >= 2) || (sign == " " && (groups >= 2 || rounded)) || (sign != "." && sign != " ");
        if (groups == 0 || !whole_groups || !told) return plain;
        at_ = i;
        return grouped;
    }

    /// "sold 1 250 tonnes", but "On May 1 250 people", "in group 4 120 men": no name and nothing that is numbered
    /// stands before.
    bool told_small(std::size_t begin) const {
        static constexpr std::array<std::string_view, 22> numbered = {
            "at",    "chapter", "class", "channel", "day",     "group", "level", "line", "number", "page", "part",
            "phase", "room",    "round", "route",   "section", "stage", "table", "unit", "ward",   "week", "zone"};
        std::size_t i = begin;
        if (i < 2 || body_[i - 1] != ' ') return false;
        for (--i; i > 0 && body_[i - 1] >= 'a' && body_[i - 1] <= 'z';) --i;
        const std::string_view before = body_.substr(i, begin - 1 - i);
        return !before.empty() && (i == 0 || body_[i - 1] == ' ') &&
               std::find(numbered.begin(), numbered.end(), before) == numbered.end();
    }

    double vulgar(std::size_t from) {
        std::size_t length = 0;
        const double part = vulgar_fraction(body_, from, length);
        if (length > 0) at_ = from + length;
        return part;
    }

    /// "½" or "3/4" behind a whole number, or the whole number as the top of a fraction. True for a fraction alone.
    bool fractions(double& value, std::size_t figures) {
        const std::size_t gap = here(at_) == ' ' || here(at_) == '-' ? 1 : 0;
        if (const double part = vulgar(at_ + gap); part > 0) return value += part, false;
        double part = 0;
        if (gap > 0 && over(at_ + gap, part)) return value += part, false;
        if (over(at_ - figures, part)) return value = part, true;
        return false;
    }

    /// "3/4" from byte `from` on: proper, with a denominator that people write.
    bool over(std::size_t from, double& part) {
        static constexpr std::array<int, 10> denominators = {2, 3, 4, 5, 8, 10, 16, 32, 64, 100};
        const std::size_t top = digits(from), bottom = digits(from + top + 1);
        if (top == 0 || top > 2 || bottom == 0 || bottom > 3 || here(from + top) != '/') return false;
        int a = 0, b = 0;
        std::from_chars(body_.data() + from, body_.data() + from + top, a);
        std::from_chars(body_.data() + from + top + 1, body_.data() + from + top + 1 + bottom, b);
        const std::size_t end = from + top + 1 + bottom;
        if (a <= 0 || a >= b || std::find(denominators.begin(), denominators.end(), b) == denominators.end())
            return false;
        if (here(end) == '/' || here(end) == ':' || (from > 0 && here(from - 1) == '/')) return false;  // 1/2/2024
        part = static_cast<double>(a) / b;
        at_ = end;
        return true;
    }

    /// "e9", "x 10-3", "×10^6".
    void powers(double& value) {
        std::size_t i = at_;
        if ((here(i) == 'e' || here(i) == 'E') && exponent(i + 1, value)) return;
        if (here(i) == ' ') ++i;
        static constexpr std::array<std::string_view, 5> times = {"x", "×", "*", "·", "⋅"};
        for (std::string_view mark : times) {
            if (!starts(i, mark)) continue;
            i += mark.size();
            if (here(i) == ' ') ++i;
            if (!starts(i, "10")) return;
            i += 2;
            if (here(i) == '^') ++i;
            exponent(i, value);
            return;
        }
    }

    bool exponent(std::size_t i, double& value) {
        static constexpr std::array<std::string_view, 10> raised = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
        bool negative = false;
        for (std::string_view sign : {"-", "−", "–", "⁻", "+"})
            if (starts(i, sign)) {
                negative = sign != "+";
                i += sign.size();
                break;
            }
        int power = 0, count = 0;
        for (; count < 3; ++count) {
            if (is_digit(here(i))) {
                power = 10 * power + (body_[i++] - '0');
                continue;
            }
            const auto* mark =
                std::find_if(raised.begin(), raised.end(), [&](std::string_view m) { return starts(i, m); });
            if (mark == raised.end()) break;
            power = 10 * power + static_cast<int>(mark - raised.begin());
            i += mark->size();
        }
        const bool letter =
            (here(i) >= 'a' && here(i) <= 'z') || (here(i) >= 'A' && here(i) <= 'Z') || is_digit(here(i));
        if (count == 0 || power > 99 || (letter && here(at_) == 'e')) return false;
        for (int step = 0; step < power; ++step) value = negative ? value / 10 : value * 10;
        at_ = i;
        return true;
    }

    std::string_view body_;
    std::size_t at_;
};

}  // namespace

double vulgar_fraction(std::string_view body, std::size_t at, std::size_t& length) {
    static constexpr std::array<std::pair<std::string_view, double>, 13> marks = {{{"½", 0.5},
                                                                                   {"¼", 0.25},
                                                                                   {"¾", 0.75},
                                                                                   {"⅓", 1.0 / 3},
                                                                                   {"⅔", 2.0 / 3},
                                                                                   {"⅛", 0.125},
                                                                                   {"⅜", 0.375},
                                                                                   {"⅝", 0.625},
                                                                                   {"⅞", 0.875},
                                                                                   {"⅕", 0.2},
                                                                                   {"⅖", 0.4},
                                                                                   {"⅗", 0.6},
                                                                                   {"⅘", 0.8}}};
    for (const auto& [mark, value] : marks)
        if (body.substr(std::min(at, body.size()), mark.size()) == mark) return length = mark.size(), value;
    length = 0;
    return 0;
}

Digits scan_digits(std::string_view body, std::size_t at, std::size_t limit) { return Scanner(body, at, limit).read(); }

}  // namespace dragoman::mentions
