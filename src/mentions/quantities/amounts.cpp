// Amounts: a number, what is written before and after it, and the noun it counts. What only looks
// like an amount (editions, names with numbers, scores, "the two sides") is a numeral: it measures nothing.
#include <algorithm>
#include <cmath>

#include "mentions/mentions.h"
#include "mentions/parts.h"
#include "mentions/quantities/counted.h"
#include "mentions/quantities/currency_nouns.h"
#include "mentions/quantities/letters.h"
#include "mentions/quantities/turns.h"
#include "mentions/quantities/units.h"

namespace dragoman::mentions {
namespace {

class AmountReader : Turns {
public:
    AmountReader(const Text& text, const Annotation& annotation, const UnitLexicon& lexicon, Mentions& found)
        : Turns(text, annotation, lexicon, found), nouns_(text, annotation, found), currencies_(annotation, lexicon) {}

    void read(TokenRange sentence) {
        first_ = sentence.begin;
        for (int t = first_; t < sentence.end;) {
            if (t == first_ || apart(t)) {  // columns of a table are cells of their own
                first_ = t;
                limit_ = t + 1;
                while (limit_ < sentence.end && !apart(limit_)) ++limit_;
                openings_.stay_within(first_, limit_);
                nouns_.stay_within(first_, limit_);
                currencies_.stay_within(first_, limit_);
                around_.stay_within(first_, limit_);
            }
            const std::size_t before = found_.amounts.size();
            int end = inside_date(t) ? t + 1 : amount_at(t);
            if (found_.amounts.size() == before && !inside_date(t)) end = std::max(end, numeral_at(t));
            t = std::max(end, t + 1);
        }
    }

private:
    /// Four blanks or more before a token.
    bool apart(int t) const { return text_.tokens[t].begin - text_.tokens[t - 1].end >= 4; }

    // -- one amount -------------------------------------------------------------------------------

    /// Reads one amount; returns where to go on, -1 when there is none.
    int amount_at(int t) {
        if (const int end = and_a_half(t); end >= 0) return end;
        Amount said;
        for (const int end : {fold(said, t), one_long(said, t)})
            if (end >= 0) return finish(said, t, end, -1), end;
        const Opening open = openings_.at(t);
        const int start = open.start;
        Number first = number(start, open.from);
        if (!first || first.few) return -1;
        const bool money = open.currency >= 0;
        if (nouns_.ends_title(t, first.end)) return -1;
        if (const int end = money ? -1 : votes(first, start); end >= 0) return end;
        if (const int end = money ? -1 : share(said, first, start); end >= 0) return finish(said, start, end, -1), end;
        around_.settle_suffix(first, money);
        if (money && !first.suffix.empty()) return start + 1;
        Amount amount;
        amount.tokens.begin = t;
        amount.value = first.value;
        int end = range(amount, first, start, money);
        if (end < 0) return behind_score(first);
        if (open.negative && amount.value && !amount.max) amount.value = -*amount.value;
        if (money && !first.scaled && amount.value && !amount.max && end < limit_ && text_.word(end) == "m") {
            amount.value = *amount.value * 1e6;  // "$5 m"
            ++end;
        }
        if (money)
            set_currency(amount, open.currency);
        else
            end = unit(amount, first, start, end);
        if (end < 0) return start + 1;
        if (amount.unit.empty() && !around_.stands_alone(first, start, end)) return end;
        if (money) end = repeated_code(end, open.currency);
        const int head = money ? first.end - 1 : -1;
        const int divided = divide(amount, end);
        finish(amount, t, end, head);
        return divided;
    }

    /// "voted 66 to 27", "passed by 230-197", "a 5-4 vote": the votes for and those against. Returns where they end, -1
    /// for none.
    int votes(const Number& first, int start) {
        if (!first.digits || !first.value || !first.suffix.empty() || first.scaled || first.fraction) return -1;
        int join = first.end;
        while (join < first.end + 3 && (is_dash(join) || is(join, "to"))) ++join;
        if (join == first.end) return -1;
        const Number last = number(join);
        if (!last || !last.digits || !last.value || last.end != join + 1 || !last.suffix.empty()) return -1;
        if (*first.value > 1500 || *last.value > 1500 ||
            !around_.is_poll(start, last.end, std::max(*first.value, *last.value)))
            return -1;
        for (const Number* side : {&first, &last}) {
            Amount amount;
            amount.value = side->value;
            amount.unit = "votes";
            amount.dimension = "count";
            finish(amount, side->end - 1, side->end, -1);
        }
        return last.end;
    }

    /// "an hour and a half", "half a mile", "less than a mile": a unit with an article. Returns where it ends, -1 for
    /// none.
    int and_a_half(int t) {
        const bool half = is(t, "half") && (is(t + 1, "a") || is(t + 1, "an"));
        if (!half && !is(t, "a") && !is(t, "an")) return -1;
        const ReadUnit read = units_.read(half ? t + 2 : t + 1, 0, limit_, false);
        if (!read) return -1;
        const bool more = is(read.end, "and") && is(read.end + 1, "a") && is(read.end + 2, "half");
        if (tree_.lower(read.end - 1).size() < (more ? 2 : 4)) return -1;  // a sign
        const bool one = !half && !more && around_.compares_one(t, read.end - 1);
        if (!half && !more && !one) return -1;
        Amount amount;
        amount.value = half ? 0.5 : one ? 1 : 1.5;
        amount.unit = read.name;
        amount.dimension = read.dimension;
        amount.head = read.head;
        set_si(amount, read.factor, read.offset, read.si);
        const int end = half || one ? read.end : read.end + 3;
        if (half && is_dash(end)) return -1;  // a half-hour
        finish(amount, t, end, -1);
        return end;
    }

    void set_currency(Amount& amount, int index) const {
        amount.unit = lexicon_.currencies[index].code;
        amount.dimension = "money";
    }

    /// "$5m USD": the currency told twice.
    int repeated_code(int end, int currency) const {
        int after = end;
        return openings_.symbol(end, after) == currency && capital(end) && !number(after) ? after : end;
    }

    // -- what stands behind -----------------------------------------------------------------------

    /// Reads the unit or counted noun after a number; returns the end, -1 when this is no amount.
    int unit(Amount& amount, Number number, int start, int end) {
        if (nouns_.names_something(number, start)) return -1;
        if (number.suffix.empty() && amount.value && around_.is_magnitude(*amount.value, start)) {
            amount.unit = amount.dimension = "magnitude";
            return end;
        }
        if (end > number.end) number = last_number(number, end);
        if (const int coded = currency_sign(amount, number, end); coded >= 0) return coded;
        if (!number.suffix.empty()) return measure(amount, number, end - 1, number.end_byte, true);
        const int after = is_dash(end) ? end + 1 : end;
        if (is(after, "fold") && amount.value) {  // "2.5-fold"
            amount.unit = "times";
            amount.dimension = "ratio";
            return after + 1;
        }
        if (const int people = strong(amount, number, end); people >= 0) return people;
        const int of = is(after, "of") && !amount.value ? after + 1 : after;  // hundreds of dollars
        if (const int money = currency_noun(amount, of); money >= 0) return money;
        const bool said = number.fraction && !number.digits && after == end;  // "quarter hours" are none
        if (const int read = said ? -1 : measure(amount, number, of, 0, false); read >= 0)
            return amount.unit == "percent" && around_.is_emphasis(amount.value.value_or(0), read) ? -1 : read;
        if (const int read = of_so_many(amount, number); read >= 0) return read;
        if (const int read = bracketed_unit(amount, number, end); read >= 0) return read;
        if (const int part = number.fraction ? fraction(amount, number, end) : -1; part >= 0) return part;
        if (number.fraction && (!number.digits || end >= limit_ || !tree_.is_noun(end))) return -1;
        if (around_.is_age(number, start)) {
            amount.unit = "years";
            amount.dimension = "age";
            return end;
        }
        if (const int read = behind_bound(amount, number, end); read >= 0) return read;
        if (is_dash(end) && !number.scaled && !nouns_.counts_after_hyphen(end)) return -1;
        return counted(amount, number, start, after);
    }

    /// "40 or more | cranes", "forty or so | shops": what compares the number stands before what it counts.
    int behind_bound(Amount& amount, Number number, int end) const {
        const auto bound = lexicon_.comparators_after.match(tree_, end, limit_);
        if (!bound || number.fraction) return -1;
        number.end = bound.end;
        if (const int read = measure(amount, number, bound.end, 0, false); read >= 0) return read;
        const int noun = nouns_.noun(number, bound.end);
        return noun < 0 || inside_date(noun) ? -1 : count(amount, noun);
    }

    /// "500 €", "115USD", "75 USD million".
    int currency_sign(Amount& amount, const Number& number, int end) const {
        if (!number.value) return -1;
        int after = end;
        int index = -1;
        if (!number.suffix.empty()) {
            const std::size_t from = text_.word(end - 1).size() - number.suffix.size();
            const auto code =
                lexicon_.symbols.find(tree_.lower(end - 1).substr(std::min(from, tree_.lower(end - 1).size())));
            if (code != lexicon_.symbols.end() && number.suffix.size() > 1) index = code->second;
        } else {
            index = openings_.symbol(end, after);
            int next = after + 1;  // "10 USD 20 USD", but not "in 2 $5 parts"
            if (index >= 0 && after < limit_ && number_follows(after) && !glued(end) &&
                openings_.symbol(after + 1, next) < 0)
                return -1;
        }
        if (index < 0) return -1;
        set_currency(amount, index);
        amount.head = end - 1;
        if (const NumberWord scale = after < limit_ ? lexicon_.numbers.find(tree_.lower(after)) : NumberWord();
            scale.kind == NumberKind::scale && scale.value >= 1000) {
            amount.value = *amount.value * scale.value;
            ++after;
        }
        return after;
    }
    bool number_follows(int t) const { return is_digit(text_.word(t)[0]); }

    /// "dollars", "Canadian dollars"; a bare noun keeps the currency that the story named in full.
    int currency_noun(Amount& amount, int at) {
        const auto money = lexicon_.currency_forms.match(tree_, at, limit_);
        if (!money) return -1;
        int index = money.meaning;
        if (money.end == at + 1) index = currencies_.bare(index);
        if (currencies_.is_weight(at, money.end)) {
            amount.unit = "pounds";
            amount.dimension = "mass";
            set_si(amount, 0.45359237, 0, "kg");
            amount.head = money.end - 1;
            return money.end;
        }
        if (money.end > at + 1) currencies_.tell(at, money.end, index);
        set_currency(amount, index);
        amount.head = money.end - 1;
        return parts(amount, money.end, "cents|pence|kopecks|centimes|paise|centavos|groszy", 0.01);
    }

    /// "3 dollars 50 cents", "5 feet 2 inches": the smaller part behind the larger one.
    int parts(Amount& amount, int end, std::string_view smaller, double size) const {
        const int at = is(end, "and") ? end + 1 : end;
        const Number more = number(at);
        if (!more || !more.value || *more.value >= 1 / size || more.scaled || !amount.value || amount.max) return end;
        if (smaller == "inches" && more.suffix == "in") {  // "6ft 2in"
            amount.value = *amount.value + *more.value * size;
            return more.end;
        }
        if (smaller == "inches" && is(more.end, "in") && (more.end + 1 >= limit_ || !tree_.is_noun(more.end + 1))) {
            const int next = more.end + 1;
            if (next >= limit_ || is_one_of(tree_.lower(next), "tall", ".", ",", "long", "high", "and", "wide")) {
                amount.value = *amount.value + *more.value * size;
                return next;
            }
        }
        const ReadUnit part = more.suffix.empty() ? units_.read(more.end, 0, limit_, glued(more.end)) : ReadUnit();
        const std::size_t place = part ? smaller.find(part.name) : std::string_view::npos;
        if (place == std::string_view::npos) return end;
        amount.value = *amount.value + *more.value * size;
        return part.end;
    }

    /// "1 hour 59 minutes 40.2 seconds" is told in seconds: takes the smaller parts, returns where they end.
    int smaller_times(Amount& amount, int end) const {
        static constexpr std::string_view units[] = {"hours", "minutes", "seconds"};
        double size = 3600;
        for (std::size_t i = 0; i + 1 < std::size(units); ++i, size /= 60) {
            if (amount.unit != units[i]) continue;
            const int at = is(end, "and") || is(end, ",") ? end + 1 : end;
            const Number more = number(at);
            if (!more || !more.value || *more.value >= 60 || more.scaled || more.fraction || !more.suffix.empty())
                break;
            const ReadUnit part = units_.read(more.end, 0, limit_, glued(more.end));
            if (!part || part.name != units[i + 1]) break;
            amount.value = *amount.value * 60 + *more.value;
            amount.unit = units[i + 1];
            amount.head = part.head;
            end = part.end;
            set_si(amount, size / 60, 0, "s");
        }
        return end;
    }

    /// A unit of measure from token `at`, or from byte `from` inside the token before it. Returns the end, or -1.
    int measure(Amount& amount, const Number& number, int at, std::uint32_t from, bool suffix) const {
        const bool close = suffix || (number.digits && glued(at));
        if (!suffix && !number.digits && at < limit_ && is_letter(text_.word(at)[0]) &&
            (text_.word(at).size() == 1 || text_.word(at) == "MP"))
            return -1;
        const ReadUnit read = units_.read(at, from, limit_, close);
        if (!read) return number.suffix == "in" && number.value ? inches(amount, number) : -1;
        amount.unit = read.name;
        amount.dimension = read.dimension;
        amount.head = read.head;
        int end = read.end;
        if (amount.unit.starts_with("degrees") && is(end, "below") && is(end + 1, "zero") && amount.value) {
            amount.value = -*amount.value;
            end += 2;
        }
        if (amount.unit == "feet") end = parts(amount, end, "inches", 1.0 / 12);
        const bool clock = read.dimension == "time" && amount.value && !amount.max;
        const int longer = clock ? smaller_times(amount, end) : end;
        if (longer == end && read.dimension == "time") end = age(amount, end);
        if (longer > end) return longer;
        if (is_dash(end) && is(end + 1, "long") && glued(end + 1)) end += 2;  // "a three-year-long sentence"
        set_si(amount, read.factor, read.offset, read.si);
        return end;
    }

    /// "4.5 per 100,000 people": how many there are among so many. Returns where it ends, -1 for none.
    int of_so_many(Amount& amount, const Number& number) const {
        const Number many = is(number.end, "per") ? this->number(number.end + 1) : Number();
        if (!many || many.value.value_or(0) < 100 || !many.suffix.empty()) return -1;
        const int noun = nouns_.noun(many, many.end), end = noun < 0 ? many.end : noun + 1;
        amount.unit = text_.slice(text_.span(TokenRange{number.end, end}));
        amount.dimension = "rate";
        amount.head = number.end - 1;
        return end;
    }

    /// "four deaths | per 100,000 people": they are told of so many. Returns where it ends.
    int counted_of_so_many(Amount& amount, int noun) const {
        const Number many = is(noun + 1, "per") ? number(noun + 2) : Number();
        if (!many || many.value.value_or(0) < 100 || !many.suffix.empty()) return noun + 1;
        const int among = nouns_.noun(many, many.end);
        int end = among < 0 ? many.end : among + 1;
        if (is(end, "per") && (is(end + 1, "year") || is(end + 1, "month") || is(end + 1, "day"))) end += 2;
        amount.unit = text_.slice(text_.span(TokenRange{noun, end}));
        amount.dimension = "rate";
        amount.counted = false;
        return end;
    }

    /// "20 (kg)".
    int bracketed_unit(Amount& amount, const Number& number, int at) const {
        if (!number.digits || !(is(at, "(") || is(at, "["))) return -1;
        Amount inside = amount;
        const int end = measure(inside, number, at + 1, 0, false);
        if (end < 0 || inside.dimension == "time" || !(is(end, ")") || is(end, "]"))) return -1;
        amount = inside;
        return end + 1;
    }

    int inches(Amount& amount, const Number& number) const {
        amount.unit = "inches";
        amount.dimension = "length";
        amount.head = number.end - 1;
        set_si(amount, 0.0254, 0, "m");
        return number.end;
    }

    /// "10 year-old", "aged 10 years old", "six weeks of age": an age.
    int age(Amount& amount, int end) const {
        const int old = is_dash(end) ? end + 1 : end;
        if (is(old, "of") && is(old + 1, "age")) return amount.dimension = "age", old + 2;
        if (is(amount.tokens.begin - 1, "aged")) return amount.dimension = "age", end;
        if (!is(old, "old") && !is(old, "olds")) return end;
        amount.dimension = "age";
        return old + 1;
    }

    int fraction(Amount& amount, const Number& number, int end) const {
        const bool of =
            is(end, "of") || (*number.value == 0.5 && (is(end, "the") || is(end, "its") || is(end, "their")));
        if (is(end, "of") && (is(end + 1, "a") || is(end + 1, "an")))  // "a quarter of an hour"
            if (const ReadUnit read = units_.read(end + 2, 0, limit_, false); read && read.end > end + 2) {
                amount.unit = read.name;
                amount.dimension = read.dimension;
                amount.head = read.head;
                set_si(amount, read.factor, read.offset, read.si);
                return read.end;
            }
        const int noun = is_dash(end) ? end + 1 : end;  // "a two-thirds majority"
        const bool part = noun < limit_ && is_one_of(tree_.lemma(noun), "majority", "share", "stake", "minority");
        if (!of && !part && !around_.moved_by(amount.tokens.begin)) return -1;
        amount.unit = "fraction";
        amount.dimension = "ratio";
        amount.head = end - 1;
        return end;
    }

    /// The noun that is counted: from the tree where its phrase is unbroken, else the run of words after the number.
    int counted(Amount& amount, const Number& number, int start, int at) const {
        if (at < limit_ && is(at, "of") && !number.value) {
            const int noun = nouns_.noun_behind_of(at);
            return noun < 0 ? at : count(amount, noun);
        }
        if (const int part = at == number.end ? nouns_.part_of(number, at) : -1; part >= 0)
            return count(amount, part), at;
        const int noun = nouns_.noun(number, at);
        if (is(start - 1, "+") || (noun >= 0 && nouns_.is_model(number, start, noun))) return -1;
        if (noun >= 0 && inside_date(noun) && tree_.is_proper(noun)) return -1;
        if (noun < 0) return amount.value || number.scaled ? at > number.end ? number.end : at : -1;
        if (at == number.end && nouns_.definite_pair(number, start)) return -1;
        if (noun > at && tree_.tag[noun] == Tag::NNS)  // "three consecutive days", "10 working days"
            if (const ReadUnit read = units_.read(noun, 0, limit_, false); read && read.dimension == "time") {
                amount.unit = read.name;
                amount.dimension = read.dimension;
                amount.head = read.head;
                set_si(amount, read.factor, read.offset, read.si);
                return read.end;
            }
        // "a 149 vote margin": one margin, of so many votes
        const bool one = (is(start - 1, "a") || is(start - 1, "an")) && amount.value.value_or(0) >= 2;
        if (one && at == number.end && noun > at && tree_.tag[noun] == Tag::NN && tree_.tag[at] == Tag::NN)
            return count(amount, at);
        return count(amount, noun);
    }

    int count(Amount& amount, int noun) const {
        amount.unit = nouns_.tells_state(noun) ? std::string("people") : nouns_.name(noun);  // "30 dead" are people
        amount.dimension = "count";
        amount.counted = true;
        amount.head = noun;
        return counted_of_so_many(amount, noun);
    }

    /// What the amount is divided by: "50 dollars | a barrel", "15 percent | per annum", "34,500 tons of copper | a
    /// year". Returns where to read on.
    int divide(Amount& amount, int end) const {
        if (amount.unit.empty() || amount.dimension == "age" || amount.unit.find(" per ") != std::string::npos)
            return end;
        int at = end;
        if (is(at, "of"))
            for (++at; at < limit_ && at < end + 5 && (tree_.is_noun(at) || tree_.tag[at] == Tag::JJ);) ++at;
        const Divisor by = units_.divisor(at, limit_, amount.counted || at > end);
        if (!by) return end;
        amount.per = by.name;
        return by.end;
    }

    void finish(Amount& amount, int begin, int end, int money_head) {
        amount.tokens = {begin, end};
        if (amount.head < 0) amount.head = money_head >= 0 ? money_head : end - 1;
        amount.span = text_.span(amount.tokens);
        amount.comparator = around_.comparator(begin, end);
        if (is_while(amount, begin - 1)) amount.comparator = "=";
        if (amount.counted && is(begin - 1, "within")) amount.comparator = "=";  // within one structure
        if (amount.comparator == "=" && shares_comparator(amount)) amount.comparator = found_.amounts.back().comparator;
        found_.amounts.push_back(std::move(amount));
    }

    /// "lend 300 million dollars over | five years", "held talks over two days": during them; not "lasted over two
    /// days".
    bool is_while(const Amount& amount, int over) const {
        if (amount.dimension != "time" || !is(over, "over") || over <= first_) return false;
        return tree_.is_noun(over - 1) || (!found_.amounts.empty() && found_.amounts.back().tokens.end == over);
    }

    /// "above $50 for members | and $90 for guests": what compares the first compares the second.
    bool shares_comparator(const Amount& amount) const {
        if (found_.amounts.empty() || !is(amount.tokens.begin - 1, "and") || !is(amount.tokens.end, "for"))
            return false;
        const Amount& last = found_.amounts.back();
        return last.unit == amount.unit && last.tokens.begin >= first_ && is(last.tokens.end, "for") &&
               amount.tokens.begin - last.tokens.end < 7;
    }

    /// A number that measures nothing; returns its end, -1 when there is none.
    int numeral_at(int t) {
        const Opening open = openings_.at(t);
        Number read = number(open.start, open.from);
        if (!read || read.few || !read.value) return -1;
        around_.settle_suffix(read, open.currency >= 0);
        Amount numeral;
        numeral.tokens = {t, read.end};
        numeral.span = text_.span(numeral.tokens);
        numeral.head = read.end - 1;
        numeral.value = open.negative ? -*read.value : *read.value;
        numeral.comparator = around_.comparator(t, read.end);
        if (const int noun = read.suffix.empty() ? counted_by_numeral(read) : -1; noun >= 0) {
            numeral.unit = text_.word(noun);
            numeral.dimension = "count";
        }
        found_.numerals.push_back(std::move(numeral));
        return read.end;
    }

    /// "the two | producers", "one of the | computers".
    int counted_by_numeral(const Number& number) const {
        if (is(number.end, "of")) return nouns_.noun_behind_of(number.end);
        return number.digits && !number.scaled ? -1 : nouns_.noun(number, number.end);
    }

    CountedNouns nouns_;
    CurrencyNouns currencies_;
};

}  // namespace

void find_amounts(const Text& text, const Annotation& annotation, const Lexicon& lexicon, Mentions& found) {
    AmountReader reader(text, annotation, *lexicon.indexes().units, found);
    for (const Sentence& sentence : text.sentences) reader.read(sentence.tokens);
}

}  // namespace dragoman::mentions
