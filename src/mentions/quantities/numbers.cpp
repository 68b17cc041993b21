#include "mentions/quantities/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "mentions/quantities/digits.h"
#include "mentions/quantities/letters.h"

namespace dragoman::mentions {
double rounded_share(double part) {
    double ten = 1e4;
    for (double least = 0.01; part > 0 && part < least && ten < 1e18; least /= 10) ten *= 10;
    return std::round(part * ten) / ten;
}

namespace {

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

/// Reads numbers from a stretch of tokens; `at_` is the next token to look at.
class Reader {
public:
    Reader(const Text& text, const Annotation& tree, const NumberWords& words, int at, int limit, std::uint32_t from)
        : text_(text), tree_(tree), words_(words), at_(at), limit_(limit), from_(from) {}

    Number read() {
        Number number;
        if (at_ >= limit_) return number;
        if (!read_figures(number) && (number.digits || !read_words(number))) return {};
        number.end = at_;
        if (number.suffix.empty()) number.end_byte = text_.tokens[at_ - 1].end;
        return number;
    }

private:
    NumberWord word(int t) const { return t < limit_ ? words_.find(tree_.lower(t)) : NumberWord{}; }
    bool is(int t, std::string_view lower) const { return t < limit_ && tree_.lower(t) == lower; }
    int after_hyphen(int t) const { return is(t, "-") && t + 1 < limit_ ? t + 1 : t; }

    void take_scales(Number& number) {
        for (NumberWord next = word(at_); next.kind == NumberKind::scale && next.value > 1; next = word(++at_)) {
            number.value = *number.value * next.value;
            number.scale *= next.value;
            number.scaled = true;
            last_scale_ = next.value;
        }
    }

    /// "$400 | -million", "a 3.5 | -billion-euro package": the scale that a hyphen joins.
    void take_joined_scale(Number& number) {
        const int t = after_hyphen(at_);
        const bool joined = t > at_ && text_.tokens[at_].begin == text_.tokens[at_ - 1].end &&
                            text_.tokens[t].begin == text_.tokens[at_].end;
        if (!joined || word(t).kind != NumberKind::scale || word(t).value < 1000) return;
        at_ = t;
        take_scales(number);
    }

    bool read_figures(Number& number) {
        const std::uint32_t begin = std::max(from_, text_.tokens[at_].begin);
        const std::string_view word = text_.slice({begin, text_.tokens[at_].end});
        if (word.empty()) return false;
        std::size_t vulgar = 0;
        vulgar_fraction(word, 0, vulgar);
        if (!is_digit(word[0]) && !(word[0] == '.' && word.size() > 1) && vulgar == 0) return false;
        number.digits = true;
        const Digits found = scan_digits(text_.body, begin, text_.tokens[limit_ - 1].end);
        if (!found) return false;
        while (text_.tokens[at_].end < found.end) ++at_;
        number.value = found.value;
        number.fraction = found.fraction;
        number.end_byte = static_cast<std::uint32_t>(found.end);
        const Span token = text_.span(at_);
        if (!glued(number, std::string_view(text_.body).substr(found.end, token.end - found.end))) return false;
        ++at_;
        if (number.suffix.empty() && !number.fraction && !read_and_a_half(number)) {
            take_scales(number);
            if (!number.scaled) take_joined_scale(number);
        }
        if (number.suffix.empty()) multiply_plural(number);
        if (number.suffix.empty() && number.fraction && of_a_scale(number)) number.fraction = false;
        if (number.suffix.empty() && is(at_, "+") && text_.tokens[at_].begin == text_.tokens[at_ - 1].end &&
            !read_after_plus())
            ++at_;  // "30+ years"
        return true;
    }

    /// "5+3" is a sum.
    bool read_after_plus() const {
        return at_ + 1 < limit_ && text_.tokens[at_ + 1].begin == text_.tokens[at_].end &&
               is_digit(text_.word(at_ + 1)[0]);
    }

    /// Letters behind figures in one word: a scale ("4bn"), or what a unit may be read from; else this is no number.
    bool glued(Number& number, std::string_view rest) {
        if (rest.empty()) return true;
        const std::string_view lower =
            tree_.lower(at_).substr(std::min(tree_.lower(at_).size(), text_.word(at_).size() - rest.size()));
        const NumberWord scale = words_.find(lower);
        if (scale.kind == NumberKind::scale && lower.size() > 1) {
            number.value = *number.value * scale.value;
            number.scale *= scale.value;
            number.scaled = true;
            number.end_byte = text_.tokens[at_].end;
            return true;
        }
        const unsigned char first = static_cast<unsigned char>(rest[0]);
        const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
        if (!letter && first < 0x80) return false;
        if (digit_ordinal(tree_.lower(at_)) || lower == "s") return false;  // 21st, the 1990s
        number.suffix = rest;
        return true;
    }

    bool read_words(Number& number) {
        const NumberWord first = word(at_);
        const bool article = is(at_, "a") || is(at_, "an");
        const NumberWord second = word(at_ + 1);
        if (first.kind == NumberKind::few || (article && second.kind == NumberKind::few)) {
            at_ += 1 + article;
            number.few = word(at_).kind != NumberKind::scale || word(at_).value < 12;
            return number.few || read_plural(number);  // "several dozen", "a few hundred thousand"
        }
        if (first.kind == NumberKind::plural) return read_plural(number);
        if (first.kind == NumberKind::fraction || (article && second.kind == NumberKind::fraction))
            return read_half(number, article);
        if (article && second.kind == NumberKind::scale && second.value > 1) {
            ++at_;
            return read_cardinal(number);
        }
        const bool scale = first.kind == NumberKind::scale && first.value >= 100 && second.kind == NumberKind::scale;
        if (first.kind != NumberKind::ones && first.kind != NumberKind::tens && !scale) return false;
        return read_cardinal(number);
    }

    bool read_plural(Number& number) {  // dozens; tens of thousands
        ++at_;
        while (word(at_).kind == NumberKind::scale && word(at_).value >= 100) ++at_;
        while (is(at_, "of") && word(at_ + 1).kind == NumberKind::plural) at_ += 2;
        number.scaled = true;
        return true;
    }

    bool read_half(Number& number, bool article) {  // half; a third; half a million; a quarter of a million
        const double part = word(at_ + article).value;
        const bool bare = !article && part != 0.5;
        at_ += 1 + article;
        number.value = rounded_share(part);
        number.fraction = true;
        if (of_a_scale(number)) {
            number.value = std::round(part * *number.value / rounded_share(part));
            number.fraction = false;
            return true;
        }
        return !bare;  // "quarter" and "third" alone are a coin, a rank, three months
    }

    /// "a million", "of a million", "million", "-dozen" behind a fraction: takes it.
    bool of_a_scale(Number& number) {
        const int dash = after_hyphen(at_);
        int t = is(at_, "of") ? at_ + 1 : dash;
        const bool article = is(t, "a") || is(t, "an");
        if (article) ++t;
        const NumberWord scale = word(t);
        if (scale.kind != NumberKind::scale || scale.value < 12 || (t > dash && !article)) return false;
        at_ = t;
        take_scales(number);
        return true;
    }

    /// May the word at `t` be added to what was read: "twenty | three", "two hundred | five"?
    static bool adds_ones(double group, double total, bool any) {
        const int below = static_cast<int>(std::fmod(group, 100));
        return !any || (below % 10 == 0 && below != 10 && (group != 0 || total > 0));
    }

    /// "and" inside a number: "two hundred and five", "two thousand and five".
    bool joins(int t, const Number& number, double group, double total) const {
        if (!is(t, "and") || !number.scaled) return false;
        const NumberWord next = word(t + 1);
        const bool ones = next.kind == NumberKind::ones && adds_ones(group, total, true);
        const bool tens = next.kind == NumberKind::tens && static_cast<int>(std::fmod(group, 100)) == 0;
        return (ones || tens) && (group >= 100 || (group == 0 && total > 0));
    }

    bool read_cardinal(Number& number) {
        double total = 0, group = 0;
        bool any = false;
        while (at_ < limit_) {
            const int t = any ? after_hyphen(at_) : at_;
            const NumberWord next = word(t);
            const bool scale = next.kind == NumberKind::scale && next.value > 1;
            if (next.kind == NumberKind::ones && adds_ones(group, total, any)) {
                if (t != at_ && static_cast<int>(group) % 100 < 20) break;
                group += next.value;
            } else if (next.kind == NumberKind::tens && (!any || (t == at_ && static_cast<int>(group) % 100 == 0))) {
                group += next.value;
            } else if (scale && (t == at_ || next.value >= 100)) {
                number.scaled = true;
                number.scale = next.value;
                last_scale_ = next.value;
                if (next.value == 100 || next.value == 12) {
                    group = std::max(group, 1.0) * next.value;
                } else {
                    // "five thousand billion" multiplies, "two million three thousand" adds
                    const bool multiplies = group == 0 && total > 0;
                    total = multiplies ? total * next.value : total + std::max(group, 1.0) * next.value;
                    group = 0;
                }
            } else if (any && joins(t, number, group, total)) {
                before_and_ = total + group;
                at_ = t + 1;
                continue;
            } else {
                break;
            }
            any = true;
            at_ = t + 1;
        }
        number.value = total + group;
        read_point(number);
        return finish_fraction(number);
    }

    /// "three point five": words of single figures behind the point.
    void read_point(Number& number) {
        if (!is(at_, "point")) return;
        double unit = 0.1, part = 0;
        int t = at_ + 1;
        for (; word(t).kind == NumberKind::ones && word(t).value < 10; ++t, unit /= 10) part += unit * word(t).value;
        if (t == at_ + 1) return;
        number.value = std::round((*number.value + part) * 1e9) / 1e9;
        at_ = t;
        take_scales(number);
    }

    /// "two-thirds", "twenty-three fifths", "a hundred and three quarters", "two and a half million".
    bool finish_fraction(Number& number) {
        const int t = after_hyphen(at_);
        const bool plural = tree_.size() > t && t < limit_ && tree_.lower(t).ends_with("s");
        if (word(t).kind == NumberKind::fraction && word(t).value < 0.5 && (plural || *number.value == 1)) {
            const double part = *number.value - before_and_;
            const bool mixed = before_and_ > 0 && part * word(t).value < 1;
            const double value = mixed ? before_and_ + part * word(t).value : *number.value * word(t).value;
            number.value = rounded_share(value);  // two-thirds: 0.6667
            number.fraction = !mixed;
            at_ = t + 1;
            if (of_a_scale(number)) number.fraction = false;
        } else {
            read_and_a_half(number);
            multiply_plural(number);
        }
        return true;
    }

    /// "three dozens", "5 millions".
    void multiply_plural(Number& number) {
        if (word(at_).kind != NumberKind::plural || word(at_).value == 0 || number.fraction) return;
        number.value = *number.value * word(at_++).value;
        number.scaled = true;
    }

    /// "and a half", "and three quarters", "-and-a-half" behind a whole number.
    bool read_and_a_half(Number& number) {
        int t = after_hyphen(at_);
        if (!is(t, "and")) return false;
        t = after_hyphen(t + 1);
        double top = 1;
        if (word(t).kind == NumberKind::ones)
            top = word(t).value;
        else if (!is(t, "a"))
            return false;
        t = after_hyphen(t + 1);
        if (word(t).kind != NumberKind::fraction || top * word(t).value >= 1 ||
            (top > 1) != tree_.lower(t).ends_with("s"))
            return false;
        const double scale = number.scaled && last_scale_ >= 1000 ? last_scale_ : 1;  // a million and a half
        number.value = *number.value + top * word(t).value * scale;
        at_ = t + 1;
        take_scales(number);
        return true;
    }

    const Text& text_;
    const Annotation& tree_;
    const NumberWords& words_;
    int at_, limit_;
    std::uint32_t from_;
    double before_and_ = 0;  ///< what was read before the last "and" of a cardinal
    double last_scale_ = 1;  ///< of the last scale word: "a million and a half"
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

Number number_at(const Text& text, const Annotation& annotation, const NumberWords& words, int at, int limit,
                 std::uint32_t from) {
    return Reader(text, annotation, words, at, limit, from).read();
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
