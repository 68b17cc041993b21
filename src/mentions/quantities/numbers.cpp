#include "mentions/quantities/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace dragoman::mentions {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

NumberKind kind_named(std::string_view name) {
    if (name == "ones") return NumberKind::ones;
    if (name == "tens") return NumberKind::tens;
    if (name == "scale") return NumberKind::scale;
    if (name == "plural") return NumberKind::plural;
    if (name == "fraction") return NumberKind::fraction;
    if (name == "ordinal") return NumberKind::ordinal;
    if (name == "few") return NumberKind::few;
    return NumberKind::none;
}

double parse_double(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Length of the figures at the head of a word ("1,234.5", ".5"); commas only between groups of three.
std::size_t figures(std::string_view word, double& value) {
    std::string plain;
    std::size_t i = 0;
    while (i < word.size() && is_digit(word[i])) plain += word[i++];
    const bool grouped = i >= 1 && i <= 3;
    while (grouped && i + 3 < word.size() && word[i] == ',' && is_digit(word[i + 1]) && is_digit(word[i + 2]) &&
           is_digit(word[i + 3]) && (i + 4 == word.size() || !is_digit(word[i + 4]))) {
        plain.append(word.substr(i + 1, 3));
        i += 4;
    }
    if (i + 1 < word.size() && word[i] == '.' && is_digit(word[i + 1])) {
        plain += plain.empty() ? "0." : ".";
        for (++i; i < word.size() && is_digit(word[i]);) plain += word[i++];
    }
    if (plain.empty() || plain.size() > 30) return 0;
    value = parse_double(plain);
    return i;
}

/// Reads numbers from a stretch of tokens; `at_` is the next token to look at.
class Reader {
public:
    Reader(const Text& text, const Annotation& tree, const NumberWords& words, int at, int limit)
        : text_(text), tree_(tree), words_(words), at_(at), limit_(limit) {}

    Number read() {
        Number number;
        if (at_ >= limit_) return number;
        if (is_digit(text_.word(at_)[0]) || (text_.word(at_)[0] == '.' && text_.word(at_).size() > 1)) {
            if (!read_figures(number)) return {};
        } else if (!read_words(number)) {
            return {};
        }
        number.end = at_;
        return number;
    }

private:
    NumberWord word(int t) const { return t < limit_ ? words_.find(tree_.lower(t)) : NumberWord{}; }
    bool is(int t, std::string_view lower) const { return t < limit_ && tree_.lower(t) == lower; }
    int after_hyphen(int t) const { return is(t, "-") && t + 1 < limit_ ? t + 1 : t; }

    void take_scales(Number& number) {
        for (NumberWord next = word(at_); next.kind == NumberKind::scale && next.value > 1; next = word(++at_)) {
            number.value = *number.value * next.value;
            number.scaled = true;
        }
    }

    bool read_figures(Number& number) {
        const std::string_view lower = tree_.lower(at_);
        double value = 0;
        const std::size_t used = figures(lower, value);
        if (used == 0) return false;
        number.digits = true;
        const std::string_view rest = lower.substr(used);
        if (!rest.empty()) {
            const NumberWord glued = words_.find(rest);
            if (glued.kind == NumberKind::scale) {
                value *= glued.value;
                number.scaled = true;
            } else if (is_digit(rest[0]) ||
                       rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos ||
                       digit_ordinal(lower)) {
                return false;
            } else {
                number.suffix = rest;
            }
        }
        number.value = value;
        ++at_;
        if (!number.suffix.empty()) return true;
        common_fraction(number);
        take_scales(number);
        return true;
    }

    /// "1/2" and "3-1/2", as financial wires write them.
    void common_fraction(Number& number) {
        const int top = is(at_, "-") ? at_ + 1 : at_ - 1;
        const int line = is(at_, "-") ? at_ + 2 : at_;
        if (line + 1 >= limit_ || !is(line, "/")) return;
        const int a = plain_digits(text_.word(top)), b = plain_digits(text_.word(line + 1));
        constexpr int denominators[] = {2, 3, 4, 5, 8, 16, 32, 64};
        if (a <= 0 || a >= b ||
            std::find(std::begin(denominators), std::end(denominators), b) == std::end(denominators))
            return;
        number.value = (top == at_ - 1 ? 0 : *number.value) + static_cast<double>(a) / b;
        at_ = line + 2;
    }

    bool read_words(Number& number) {
        const NumberWord first = word(at_);
        const bool article = is(at_, "a") || is(at_, "an");
        if (first.kind == NumberKind::few || (article && word(at_ + 1).kind == NumberKind::few)) {
            at_ += 1 + article;
            number.few = true;
            return true;
        }
        if (first.kind == NumberKind::plural) return read_plural(number);
        if (first.kind == NumberKind::fraction || (article && word(at_ + 1).kind == NumberKind::fraction))
            return read_half(number, article);
        if (article && word(at_ + 1).kind == NumberKind::scale && word(at_ + 1).value > 1) {
            number.value = 1;
            ++at_;
            take_scales(number);
            return true;
        }
        if (first.kind != NumberKind::ones && first.kind != NumberKind::tens) return false;
        return read_cardinal(number);
    }

    bool read_plural(Number& number) {  // dozens; tens of thousands
        ++at_;
        while (is(at_, "of") && word(at_ + 1).kind == NumberKind::plural) at_ += 2;
        number.scaled = true;
        return true;
    }

    bool read_half(Number& number, bool article) {  // half; a third; half a million
        const double part = word(at_ + article).value;
        const bool bare = !article && part != 0.5;
        at_ += 1 + article;
        number.value = std::round(part * 1e4) / 1e4;
        const int scale = is(at_, "a") ? at_ + 1 : at_;
        if (word(scale).kind == NumberKind::scale && part == 0.5 && scale > at_) {
            at_ = scale;
            take_scales(number);
            return true;
        }
        number.fraction = true;
        return !bare;  // "quarter" and "third" alone are a coin, a rank, three months
    }

    bool read_cardinal(Number& number) {
        double total = 0, group = 0;
        bool any = false, only_ones = true;
        while (at_ < limit_) {
            const int t = any ? after_hyphen(at_) : at_;
            const NumberWord next = word(t);
            if (next.kind == NumberKind::ones &&
                (!any || (static_cast<int>(group) % 10 == 0 && (group == 0 || static_cast<int>(group) % 100 != 10) &&
                          (group != 0 || total > 0)))) {
                if (t != at_ && static_cast<int>(group) % 100 < 20) break;
                group += next.value;
            } else if (next.kind == NumberKind::tens && (!any || (t == at_ && static_cast<int>(group) % 100 == 0))) {
                group += next.value;
                only_ones = false;
            } else if (next.kind == NumberKind::scale && any && (t == at_ || next.value >= 100)) {
                only_ones = false;
                number.scaled = true;
                if (next.value == 100 || next.value == 12) {
                    group = std::max(group, 1.0) * next.value;
                } else {
                    total += std::max(group, 1.0) * next.value;
                    group = 0;
                }
            } else if (any && is(t, "and") && number.scaled &&
                       (word(t + 1).kind == NumberKind::ones || word(t + 1).kind == NumberKind::tens) && group >= 100) {
                at_ = t + 1;
                continue;
            } else {
                break;
            }
            any = true;
            at_ = t + 1;
        }
        number.value = total + group;
        return finish_fraction(number, only_ones);
    }

    /// "two-thirds", "three quarters", "two and a half million".
    bool finish_fraction(Number& number, bool only_ones) {
        const int t = after_hyphen(at_);
        if (only_ones && word(t).kind == NumberKind::fraction && *number.value < 20 && word(t).value < 0.5 &&
            (*number.value == 1 || tree_.lower(t).ends_with("s"))) {
            number.value = std::round(*number.value * word(t).value * 1e4) / 1e4;  // two-thirds: 0.6667
            number.fraction = true;
            at_ = t + 1;
        } else if (only_ones && is(at_, "and") && is(at_ + 1, "a") && word(at_ + 2).kind == NumberKind::fraction) {
            number.value = *number.value + word(at_ + 2).value;
            at_ += 3;
            take_scales(number);
        }
        return true;
    }

    const Text& text_;
    const Annotation& tree_;
    const NumberWords& words_;
    int at_, limit_;
};

}  // namespace

NumberWords NumberWords::build(const Knowledge& knowledge) {
    NumberWords built;
    const Table& table = knowledge.table("number_words");
    for (int row = 0; row < table.rows(); ++row)
        built.words_.emplace(table.at(row, "word"),
                             NumberWord{kind_named(table.at(row, "kind")), parse_double(table.at(row, "value"))});
    return built;
}

Number number_at(const Text& text, const Annotation& annotation, const NumberWords& words, int at, int limit) {
    return Reader(text, annotation, words, at, limit).read();
}

int digit_ordinal(std::string_view lower) {
    if (lower.size() < 3 || lower.size() > 6) return 0;
    const std::string_view tail = lower.substr(lower.size() - 2);
    if (tail != "st" && tail != "nd" && tail != "rd" && tail != "th") return 0;
    return std::max(0, plain_digits(lower.substr(0, lower.size() - 2)));
}

int plain_digits(std::string_view word) {
    if (word.empty() || word.size() > 6) return -1;
    int value = 0;
    for (char c : word) {
        if (!is_digit(c)) return -1;
        value = 10 * value + (c - '0');
    }
    return value;
}

}  // namespace dragoman::mentions
