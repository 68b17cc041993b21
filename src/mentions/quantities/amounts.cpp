// Amounts: a number, what is written before and after it, and the noun it counts. What only looks
// like an amount (editions, names with numbers, scores, "the two sides") is left out.
#include <algorithm>
#include <array>

#include "mentions/mentions.h"
#include "mentions/parts.h"
#include "mentions/quantities/units.h"

namespace dragoman::mentions {
namespace {

template <class... Words>
bool is_one_of(std::string_view word, Words... words) {
    return ((word == words) || ...);
}

class AmountReader {
public:
    AmountReader(const Text& text, const Annotation& annotation, const UnitLexicon& lexicon, Mentions& found)
        : text_(text), tree_(annotation), lexicon_(lexicon), found_(found) {}

    void read(TokenRange sentence) {
        first_ = sentence.begin;
        for (int t = first_; t < sentence.end;) {
            if (t == first_ || apart(t)) {  // columns of a table are cells of their own
                first_ = t;
                limit_ = t + 1;
                while (limit_ < sentence.end && !apart(limit_)) ++limit_;
            }
            const int end = inside_date(t) ? t + 1 : amount_at(t);
            t = std::max(end, t + 1);
        }
    }

private:
    /// Four blanks or more before a token.
    bool apart(int t) const { return text_.tokens[t].begin - text_.tokens[t - 1].end >= 4; }
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_dash(int t) const { return is(t, "-") || is(t, "–") || is(t, "−"); }
    bool inside_date(int t) const {
        const int time = found_.time_of_token[t];
        return time >= 0 && found_.times[time].type != TimeType::duration;
    }
    Number number(int t) const {
        return t < limit_ && !inside_date(t) ? number_at(text_, tree_, lexicon_.numbers, t, limit_) : Number();
    }

    /// Reads one amount; returns where to go on, -1 when there is none.
    int amount_at(int t) {
        const auto symbol = lexicon_.symbols.find(tree_.lower(t));
        const bool money = symbol != lexicon_.symbols.end() &&
                           (tree_.lower(t).size() > 3 || !is_letter(tree_.lower(t)[0]) || capital(t));
        const int start = money ? t + 1 : t;
        const Number first = number(start);
        if (!first || first.few) return -1;
        Amount amount;
        amount.tokens.begin = t;
        amount.value = first.value;
        int end = range(amount, first, start);
        if (end < 0) return -1;
        if (money)
            set_currency(amount, symbol->second);
        else
            end = unit(amount, first, start, end);
        if (end < 0) return start + 1;
        if (amount.unit.empty() && !bare(first, start, end)) return end;
        finish(amount, t, end, money ? first.end - 1 : -1);
        return end;
    }

    static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
    bool capital(int t) const {
        const char c = text_.word(t)[0];
        return c >= 'A' && c <= 'Z';
    }

    /// "10 to 15", "5-7", "between 5 and 7": fills `max`; returns the end of the number(s), -1 for a score or a name.
    int range(Amount& amount, const Number& first, int start) {
        const int join = first.end;
        const bool to = is(join, "to") && !is(start - 1, "from") && !is(amount.tokens.begin - 1, "from");
        const bool and_ = is(join, "and") && (is(start - 1, "between") || is(amount.tokens.begin - 1, "between"));
        const bool or_ = is(join, "or") && first.value;
        if (!first.value || !(to || and_ || or_ || (is_dash(join) && first.digits))) return join;
        int second = join + 1;
        if (second < limit_ && lexicon_.symbols.count(tree_.lower(second)) && amount.tokens.begin < start) ++second;
        const Number last = number(second);
        if (!last || !last.value || (last.digits != first.digits && !(last.scaled && to))) return join;
        double low = *first.value;
        if (last.scaled && !first.scaled && first.digits) low *= scale_of(last, second);
        if (*last.value <= low) return is_dash(join) ? -1 : join;
        if (or_ && *last.value > 2 * low) return join;
        amount.value = low;
        amount.max = last.value;
        return last.end;
    }

    /// By how much the words after the figures multiply them.
    double scale_of(const Number& number, int start) const {
        double scale = 1;
        for (int t = start; t < number.end; ++t)
            if (const NumberWord word = lexicon_.numbers.find(tree_.lower(t)); word.kind == NumberKind::scale)
                scale *= word.value;
        return scale;
    }

    void set_currency(Amount& amount, int index) {
        amount.unit = lexicon_.currencies[index].code;
        amount.dimension = "money";
    }

    /// Reads the unit or counted noun after a number; returns the end, -1 when this is no amount.
    int unit(Amount& amount, const Number& number, int start, int end) {
        if (names_something(number, start)) return -1;
        if (!number.suffix.empty()) return glued(amount, number, end);
        const int after = is_dash(end) ? end + 1 : end;
        const int of = is(after, "of") && !amount.value ? after + 1 : after;  // hundreds of dollars
        if (const auto money = lexicon_.currency_forms.match(tree_, of, limit_)) {
            int index = money.meaning;
            if (const auto told = told_.find(lexicon_.currencies[index].nouns);
                told != told_.end() && money.end == of + 1)
                index = told->second;
            if (money.end > of + 1) told_[noun_list(of, money.end)] = index;
            set_currency(amount, index);
            amount.head = money.end - 1;
            return money.end;
        }
        if (const auto unit = lexicon_.unit_forms.match(tree_, of, limit_);
            unit && !(number.fraction && after == end)) {
            const Unit& known = lexicon_.units[unit.meaning];
            amount.unit = known.name;
            amount.dimension = known.dimension;
            amount.head = unit.end - 1;
            int last = unit.end;
            if (known.dimension == "time") last = age(amount, last);
            return last;
        }
        if (number.fraction) return fraction(amount, number, end);
        if (is_age(number, start)) {
            amount.unit = "years";
            amount.dimension = "age";
            return end;
        }
        if (is_dash(end) && !number.scaled && !counts_after_hyphen(end)) return -1;
        return counted(amount, number, start, after);
    }

    /// The table's noun list of the default currency with this noun, under which an adjective is remembered.
    std::string_view noun_list(int begin, int end) const {
        for (int t = begin + 1; t < end; ++t)
            if (const auto plain = lexicon_.currency_forms.match(tree_, t, end))
                return lexicon_.currencies[plain.meaning].nouns;
        return {};
    }

    /// "160km", "5pct": letters glued to the figures.
    int glued(Amount& amount, const Number& number, int end) {
        for (const Unit& known : lexicon_.units)
            if (known.name == number.suffix || is_form(known, number.suffix)) {
                amount.unit = known.name;
                amount.dimension = known.dimension;
                amount.head = end - 1;
                return end;
            }
        return -1;
    }
    static bool is_form(const Unit& unit, std::string_view suffix) {
        return (unit.name == "kilometres" && suffix == "km") || (unit.name == "kilograms" && suffix == "kg") ||
               (unit.name == "percent" && (suffix == "pct" || suffix == "pc")) ||
               (unit.name == "metres" && suffix == "m") || (unit.name == "megawatts" && suffix == "mw") ||
               (unit.name == "hectares" && suffix == "ha");
    }

    /// "10 year-old", "aged 10 years old": an age.
    int age(Amount& amount, int end) {
        const int old = is_dash(end) ? end + 1 : end;
        if (!is(old, "old") && !is(old, "olds")) return end;
        amount.dimension = "age";
        return old + 1;
    }

    /// "aged 39", "at age 68", "under the age of 16", "Ann Lee, 52, said".
    bool is_age(const Number& number, int start) const {
        if (!number.value || number.scaled || *number.value > 125) return false;
        if (is(start - 1, "aged") || is(start - 1, "age") || (is(start - 1, "of") && is(start - 2, "age"))) return true;
        return number.digits && start - 2 >= first_ && is(start - 1, ",") && tree_.is_proper(start - 2) &&
               tree_.head[start] == start - 2 && (is(number.end, ",") || number.end >= limit_) && *number.value >= 10;
    }

    int fraction(Amount& amount, const Number& number, int end) {
        const bool of =
            is(end, "of") || (*number.value == 0.5 && (is(end, "the") || is(end, "its") || is(end, "their")));
        if (!of) return -1;
        amount.unit = "fraction";
        amount.dimension = "ratio";
        amount.head = end - 1;
        return end;
    }

    /// "55-member": the hyphen joins number and noun; not "one-on-one", "2-1".
    bool counts_after_hyphen(int dash) const {
        return dash + 1 < limit_ && tree_.tag[dash + 1] == Tag::NN &&
               !is_one_of(tree_.lower(dash + 1), "time", "way", "third", "half", "off");
    }

    /// Numbers that belong to a name or rank things: "Article 5", "Group of Seven", "No. 10", "one of".
    bool names_something(const Number& number, int start) const {
        if (start > first_) {
            const std::string_view before = tree_.lower(start - 1);
            if (is_one_of(before, "no.", "nos.", "number", "article", "resolution", "paragraph", "chapter", "page",
                          "section", "phase", "channel", "group", "flight", "route", "highway", "protocol", "#", "/",
                          "version", "level", "type", "class", "category", "grade", "stage", "tier", "round",
                          "magnitude"))
                if (!number.scaled && number.end == start + 1) return true;
            if (!number.digits && capital(start) && tree_.is_proper(start - 1) && number.end == start + 1) return true;
            const int head = tree_.head[start];
            if (number.digits && number.end == start + 1 && head == start - 1 && tree_.is_proper(head) &&
                (tree_.dep[start] == Dep::nummod || tree_.dep[start] == Dep::flat ||
                 tree_.dep[start] == Dep::compound || tree_.dep[start] == Dep::nmod_unmarked))
                return true;
            if (!number.digits && capital(start) && tree_.lower(start - 1) == "of" && start - 2 >= first_ &&
                capital(start - 2))
                return true;
            if (before == "-" && start - 2 >= first_ && text_.tokens[start - 1].begin == text_.tokens[start - 2].end &&
                !tree_.is_noun(start - 2))
                return true;
        }
        if (number.digits && number.end == start + 1 && (is(start + 1, "/") || is(start + 1, ":"))) return true;
        if (is(start, "one") &&
            (is(number.end, "of") || is(number.end, "another") || is(number.end, "-") || tree_.tag[start] == Tag::PRP ||
             is(start - 1, "no") || is(start - 1, "this") || is(start - 1, "that")))
            return true;
        return false;
    }

    /// The noun that is counted: from the tree where its phrase is unbroken, else the run of words after the number.
    int counted(Amount& amount, const Number& number, int start, int at) {
        if (at < limit_ && is(at, "of") && !number.value) return plural_of(amount, at);
        const bool hyphen = at > number.end;  // "the 55-member bloc" has 55 members
        const int noun = hyphen ? (at < limit_ && tree_.is_noun(at) ? at : -1)
                                : std::max(noun_by_tree(number.end - 1, at), noun_by_tags(at));
        const bool model = number.digits && !number.scaled && start > first_ && tree_.is_proper(start - 1) &&
                           noun >= 0 && tree_.tag[noun] == Tag::NN;
        if (model) return -1;  // a Boeing 737 jet
        if (noun < 0) return amount.value || number.scaled ? at > number.end ? number.end : at : -1;
        if (definite_pair(number, start)) return -1;
        amount.unit = text_.word(noun);
        amount.dimension = "count";
        amount.counted = true;
        amount.head = noun;
        return noun + 1;
    }

    /// "hundreds of fighters": the noun stands behind "of".
    int plural_of(Amount& amount, int of) {
        int at = of + 1;
        while (at < limit_ && (tree_.tag[at] == Tag::DT || tree_.tag[at] == Tag::PRPS)) ++at;
        int noun = noun_by_tags(at);
        const int hung = tree_.child(of - 1, Dep::nmod);  // over a bracket: "hundreds of ISIS (Islamic State) fighters"
        if (noun >= 0 && hung > noun && hung - noun < 12 && hung < limit_ && tree_.is_noun(hung)) noun = hung;
        if (noun < 0) return of;
        amount.unit = text_.word(noun);
        amount.dimension = "count";
        amount.counted = true;
        amount.head = noun;
        return noun + 1;
    }

    bool may_stand_between(int t) const {
        switch (tree_.tag[t]) {
            case Tag::JJ:
            case Tag::JJR:
            case Tag::JJS:
            case Tag::NN:
            case Tag::NNS:
            case Tag::NNP:
            case Tag::NNPS:
            case Tag::VBN:
            case Tag::VBG:
            case Tag::HYPH:
            case Tag::CD:
            case Tag::AFX:
                return found_.time_of_token[t] < 0 || tree_.tag[t] == Tag::JJ || tree_.lower(t).ends_with("ly");
            default:
                return is_dash(t);
        }
    }

    int noun_by_tree(int last_of_number, int at) const {
        const int head = tree_.head[last_of_number];
        if (head < at || head >= limit_ || head - at > 7 || tree_.dep[last_of_number] != Dep::nummod) return -1;
        for (int t = at; t < head; ++t)
            if (!may_stand_between(t) && !(tree_.tag[t] == Tag::POS) && !is(t, ",") && !is(t, "and")) return -1;
        return tree_.is_noun(head) || tree_.tag[head] == Tag::JJ ? head : -1;
    }

    int noun_by_tags(int at) const {
        int noun = -1;
        for (int t = at; t < limit_ && t < at + 7 && may_stand_between(t); ++t) {
            if (t > at && tree_.tag[t] == Tag::VBN && noun >= 0) break;  // 150 people killed
            if (t > at && tree_.tag[t] == Tag::VBG && noun >= 0) break;
            if (noun >= 0 && tree_.tag[noun] == Tag::NNS && tree_.tag[t] != Tag::NNS && tree_.tag[t] != Tag::NN) break;
            if (tree_.is_noun(t)) noun = t;
        }
        if (noun < 0 && at < limit_ && (is(at, "dead") || is(at, "wounded") || is(at, "injured") || is(at, "missing")))
            noun = at;
        return noun;
    }

    /// "the two leaders", "these three countries" speak of people told before and count nothing.
    bool definite_pair(const Number& number, int start) const {
        if (start == first_ || number.digits || number.scaled || !number.value || *number.value > 12) return false;
        const std::string_view before = tree_.lower(start - 1);
        return (before == "the" && *number.value == 2) ||
               is_one_of(before, "these", "those", "both", "our", "their", "its", "his", "her", "other", "all");
    }

    /// A number without unit or noun is kept only where it stands for people or things told of before.
    bool bare(const Number& number, int start, int end) const {
        if (!number.value) return true;  // dozens died
        if (number.digits && number.end == start + 1 && text_.word(start).size() == 4 && *number.value >= 1900 &&
            *number.value <= 2100)
            return false;
        if (is(start, "one") || number.fraction) return false;
        if (number.digits && !number.scaled && start > first_ && tree_.is_proper(start - 1))
            return false;  // Boeing 737
        return !(end < limit_ && (is(end, ":") || is(end, "/") ||
                                  (is_dash(end) && text_.tokens[end].begin == text_.tokens[end - 1].end)));
    }

    void finish(Amount& amount, int begin, int end, int money_head) {
        amount.tokens = {begin, end};
        if (amount.head < 0) amount.head = money_head >= 0 ? money_head : end - 1;
        amount.span = text_.span(amount.tokens);
        amount.comparator = comparator(begin, end);
        found_.amounts.push_back(std::move(amount));
    }

    std::string comparator(int begin, int end) const {
        if (const auto after = lexicon_.comparators_after.match(tree_, end, limit_))
            return std::string(lexicon_.comparators[after.meaning]);
        int last = begin;
        if (is(last - 1, "of") && is(last - 2, "total") && is(last - 3, "a")) last -= 3;
        if (is(last - 1, "the") || is(last - 1, "a")) --last;
        if (is(last - 1, "to") && is(last - 2, "to")) --last;  // "up to to", a slip of wires
        for (int size = lexicon_.longest_comparator; size >= 1; --size) {
            if (last - size < first_) continue;
            const auto before = lexicon_.comparators_before.match(tree_, last - size, last);
            if (before && before.end == last) return std::string(lexicon_.comparators[before.meaning]);
        }
        return "=";
    }

    const Text& text_;
    const Annotation& tree_;
    const UnitLexicon& lexicon_;
    Mentions& found_;
    std::unordered_map<std::string_view, int> told_;  ///< currency noun → the one told with an adjective
    int first_ = 0, limit_ = 0;
};

}  // namespace

void find_amounts(const Text& text, const Annotation& annotation, const Lexicon& lexicon, Mentions& found) {
    AmountReader reader(text, annotation, *lexicon.indexes().units, found);
    for (const Sentence& sentence : text.sentences) reader.read(sentence.tokens);
}

}  // namespace dragoman::mentions
