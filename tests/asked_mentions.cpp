#include <fmt/format.h>

#include <iterator>

#include "mentions/parts.h"
#include "mentions/quantities/counted.h"
#include "mentions/quantities/currency_nouns.h"
#include "mentions/quantities/digits.h"
#include "mentions/quantities/turns.h"
#include "mentions/times/grammar.h"
#include "told.h"

namespace dragoman {
namespace {

using namespace mentions;

template <class... Args>
void put(std::string& out, fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out), form, std::forward<Args>(args)...);
}

std::string day(const std::optional<Day>& of) { return of ? iso(*of) : ""; }

void put_number(const Number& n, std::string& out) {
    if (n)
        put(out, "number {} {} {}{}{}{} {} {} {}; ", n.end, n.value.value_or(-1), n.fraction, n.digits, n.scaled, n.few,
            n.scale, n.suffix, n.end_byte);
}

void put_amount(std::string_view what, int end, const Amount& a, std::string& out) {
    if (end >= 0)
        put(out, "{} {} {} {} {} {} {}; ", what, end, a.value.value_or(-1), a.max.value_or(-1), a.unit, a.dimension,
            a.value_si.value_or(-1));
}

/// Reads turns of phrase and ranges wherever it is told to.
class Turning : Turns {
public:
    Turning(const Text& text, const Annotation& tree, const UnitLexicon& lexicon, Mentions& found)
        : Turns(text, tree, lexicon, found) {}
    void stay_within(TokenRange stretch) {
        first_ = stretch.begin, limit_ = stretch.end;
        openings_.stay_within(first_, limit_), around_.stay_within(first_, limit_);
    }
    void ask(int t, const Number& n, std::string& out) const {
        const auto tell = [&](std::string_view what, const auto& read) {
            Amount amount;
            const int end = read(amount);
            put_amount(what, end, amount, out);
        };
        tell("fold", [&](Amount& a) { return fold(a, t); });
        tell("long", [&](Amount& a) { return one_long(a, t); });
        if (!n) return;
        tell("share", [&](Amount& a) { return share(a, n, t); });
        tell("strong", [&](Amount& a) { return a.value = n.value, strong(a, n, n.end); });
        tell("range", [&](Amount& a) { return a.value = n.value, range(a, n, t, false); });
        tell("sum", [&](Amount& a) { return a.value = n.value, range(a, n, t, true); });
        put(out, "score {}; ", behind_score(n));
        put_number(last_number(n, n.end), out);
    }
};

/// All that is asked about words of quantities.
class Asking {
public:
    Asking(const Text& text, const Annotation& tree, const UnitLexicon& lexicon, Mentions& found)
        : text_(text),
          tree_(tree),
          lexicon_(lexicon),
          nouns_(text, tree, found),
          openings_(text, tree, lexicon),
          units_(text, tree, lexicon),
          around_(text, tree, lexicon),
          money_(tree, lexicon),
          turns_(text, tree, lexicon, found) {}

    void stay_within(TokenRange stretch) {
        limit_ = stretch.end;
        nouns_.stay_within(stretch.begin, limit_), openings_.stay_within(stretch.begin, limit_),
            around_.stay_within(stretch.begin, limit_);
        money_.stay_within(stretch.begin, limit_), turns_.stay_within(stretch);
    }

    void at(int t, std::string& out) {
        const Number n = number_at(text_, tree_, lexicon_.numbers, t, limit_);
        if (n) put_number(n, out);
        if (text_.word(t).size() > 1)
            put_number(number_at(text_, tree_, lexicon_.numbers, t, limit_, text_.tokens[t].begin + 1), out);
        turns_.ask(t, n, out);
        if (n) around_number(n, t, out);
        unit(t, out);
        const Opening open = openings_.at(t);
        int end = -7;
        const int symbol = openings_.symbol(t, end);
        if (open.start != t || open.currency >= 0)
            put(out, "opening {} {} {} {}; ", open.start, open.negative, open.currency, open.from);
        if (symbol >= 0) put(out, "symbol {} {}; ", symbol, end);
        if (const std::string name = nouns_.name(t); name != text_.word(t)) put(out, "called {}; ", name);
        if (const int noun = t > 0 ? nouns_.noun_behind_of(t) : -1; noun >= 0) out += char('0' + (noun - t) % 64);
        if (const std::string compared = around_.comparator(t, t + 1); compared != "=") out += compared;
        const bool last = t + 1 == limit_;
        out += char('0' + nouns_.tells_state(t) + 2 * nouns_.counts_after_hyphen(t) + 4 * around_.moved_by(t) +
                    8 * around_.is_emphasis(100, t + 1) + 16 * (!last && around_.compares_one(t, t + 1)) +
                    32 * (!last && money_.is_weight(t, t + 1)));
        out += '\n';
    }

private:
    void around_number(const Number& n, int t, std::string& out) {
        const int noun = nouns_.noun(n, n.end);
        put(out, "noun {} {} {} {} {} {}; ", noun, nouns_.noun(n, n.end + 1), nouns_.part_of(n, n.end),
            nouns_.names_something(n, t), noun >= 0 && nouns_.is_model(n, t, noun), nouns_.definite_pair(n, t));
        put(out, "around {} {} {} {} {} {}; ", around_.is_age(n, t), around_.stands_alone(n, t, n.end),
            around_.is_poll(t, n.end, 5), around_.is_poll(t, n.end, 50), around_.is_magnitude(5, t),
            around_.comparator(t, n.end));
        for (const bool money : {false, true}) {
            Number settled = n;
            around_.settle_suffix(settled, money);
            put_number(settled, out);
        }
    }

    void unit(int t, std::string& out) const {
        const std::uint32_t begin = text_.tokens[t].begin;
        for (const auto& [at, glued] : {std::pair{0u, false}, std::pair{0u, true}, std::pair{begin + 1, true}}) {
            const ReadUnit read = units_.read(t, at, limit_, glued);
            if (read)
                put(out, "unit {} {} {} {} {} {} {} {}; ", read.end, read.head, read.name, read.simple, read.dimension,
                    read.si, read.factor, read.offset);
        }
        for (const bool counted : {false, true})
            if (const Divisor by = units_.divisor(t, limit_, counted))
                put(out, "by {} {} {}; ", by.end, by.name, by.unit);
    }

    const Text& text_;
    const Annotation& tree_;
    const UnitLexicon& lexicon_;
    CountedNouns nouns_;
    Openings openings_;
    UnitReader units_;
    Surroundings around_;
    CurrencyNouns money_;
    Turning turns_;
    int limit_ = 0;
};

void put_time(const FoundTime& f, std::string& out) {
    put(out, "{}-{} {} {} {} {} {} {} {}{}{}\n", f.begin, f.end, static_cast<int>(f.type), f.value, f.mod, day(f.from),
        day(f.to), f.moment ? value_of(*f.moment) : "", f.vague, f.dated, f.listed);
}

}  // namespace

void ask_times(const Reader& reader, const ReadText& read, const Story& story, std::string& out) {
    const auto& [text, tree] = read;
    const TimeLexicon& lexicon = *reader.mentions.indexes().times;
    Grammar grammar(text, tree, lexicon, story.published, story.document);
    for (const Sentence& sentence : text.sentences)
        for (int t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
            put(out, "{}", static_cast<int>(outlook_at(tree, lexicon, t)));
            if (const auto found = grammar.at(t, sentence); found && !found->value.empty() && found->end > t) {
                put_time(*found, out);
                if (t % 3 == 0) grammar.remember(*found, t % 2 == 0);
            }
        }
    out += '\n';
}

void ask_quantities(const Reader& reader, const ReadText& read, const Mentions& found, std::string& out) {
    Mentions copy = found;
    Asking asking(read.text, read.annotation, *reader.mentions.indexes().units, copy);
    for (const Sentence& sentence : read.text.sentences) {
        asking.stay_within(sentence.tokens);
        for (int t = sentence.tokens.begin; t < sentence.tokens.end; ++t) asking.at(t, out);
    }
}

void ask_digits(std::string_view body, std::string& out) {
    for (std::size_t at = 0; at < body.size(); ++at) {
        if (const Digits read = scan_digits(body, at, body.size()))
            put(out, "{} {} {}; ", read.value, read.end, read.fraction);
        if (const Digits read = scan_digits(body, at, at + 5))
            put(out, "{} {} {}; ", read.value, read.end, read.fraction);
        const std::string_view word = body.substr(at, 4);
        put(out, "{}{} ", plain_digits(word), digit_ordinal(word));
    }
    out += '\n';
}

Mentions times_and_amounts(const Reader& reader, const ReadText& read, const Story& story) {
    Mentions found;
    const auto index = [&](const auto& rows) {
        std::vector<int> of_token(read.text.tokens.size(), -1);
        for (int i = 0; i < static_cast<int>(rows.size()); ++i)
            for (int t = rows[i].tokens.begin; t < rows[i].tokens.end; ++t) of_token[t] = i;
        return of_token;
    };
    find_times(read.text, read.annotation, story.published, story.document, reader.mentions, found);
    found.time_of_token = index(found.times);
    find_amounts(read.text, read.annotation, reader.mentions, found);
    found.amount_of_token = index(found.amounts);
    return found;
}

}  // namespace dragoman
