// What the parts of the figure reader share: the story, and the words that tell of people, changes, aims.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string>

#include "findings/figures/clause.h"

namespace dragoman::findings {

template <class Word, class... Words>
bool is_one_of(const Word& word, Words... words) {
    return ((word == words) || ...);
}

class FigureReading {
public:
    FigureReading(const Document& document, const FigureLexicon& lexicon, const Findings& found)
        : document_(document), text_(document.text), tree_(document.annotation), lexicon_(lexicon), told_(found) {}

    /// The word by which a clause tells of people's fate or deeds: its predicate, a conjunct, or its subject.
    int people_in(const Amount& amount, const Clause& clause) const;
    /// The last word before an amount and what compares it ("killed at least five").
    int before_comparator(const Amount& amount) const;
    bool names_race(const Amount& amount) const;
    TokenRange of_output(const Amount& amount) const;

protected:
    bool is(int t, std::string_view lower) const { return t >= 0 && t < tree_.size() && tree_.lower(t) == lower; }
    bool word(int t, unsigned classes) const { return lexicon_.is(tree_, t, classes); }
    TokenRange sentence(int t) const { return text_.sentences[text_.sentence_of(t)].tokens; }
    /// How many figures are told before a token: while they are weighed all of them are known.
    int told_before(int token) const {
        const auto first = std::partition_point(told_.figures.begin(), told_.figures.end(), [&](const Figure& f) {
            return document_.mentions.amounts[f.amount].tokens.begin < token;
        });
        return static_cast<int>(first - told_.figures.begin());
    }

    const Document& document_;
    const Text& text_;
    const Annotation& tree_;
    const FigureLexicon& lexicon_;
    const Findings& told_;  ///< what was found so far
};

/// In which part an amount stands: level, change, target, count, …, and which way it moved.
class Roles : public FigureReading {
public:
    using FigureReading::FigureReading;
    void set_role(Figure& figure, const Amount& amount, const Clause& clause) const;
    /// Where the words leave no doubt, sets the role; false where they say nothing.
    bool settle(Figure& figure, const Amount& amount, const Clause& clause) const;

private:
    bool is_goal(const Amount& amount) const;
    bool moves_to_aim(const Amount& amount, const Clause& clause) const;
    bool moved_so_far(Figure& figure, const Amount& amount) const;
    bool holds_so_much(const Figure& figure, const Amount& amount, const Clause& clause) const;
    bool points_away(Figure& figure, const Amount& amount) const;
    std::string plain_role(const Figure& figure, const Amount& amount, const Clause& clause) const;
    bool turned(Figure& figure, int token) const;
    bool is_change(Figure& figure, const Amount& amount, const Clause& clause) const;
    int before_record(int begin) const;
    bool reached(Figure& figure, const Amount& amount, const Clause& clause) const;
    int by_verb(const Amount& amount, int before) const;
    bool is_cap(const Clause& clause) const;
    bool is_growth(Figure& figure, const Amount& amount, const Clause& clause) const;
    bool gained(Figure& figure, const Amount& amount, const Clause& clause) const;
    bool of_matter(const Amount& amount, const Clause& clause) const;
    bool is_aim(const Clause& clause, const Amount& amount) const;
    bool is_capacity(const Figure& figure, const Clause& clause) const;
};

enum class OfSource : std::uint8_t;  // choice.h

/// What a figure measures or counts.
class Measured : public FigureReading {
public:
    using FigureReading::FigureReading;
    /// `fate`: the word that told the fate of the people last counted, -1 for none.
    TokenRange of(const Figure& figure, const Amount& amount, const Clause& clause, int fate) const;
    /// Gives what most rules would take, whatever the figure's role.
    void propose(const Figure& figure, const Amount& amount, const Clause& clause,
                 const std::function<void(TokenRange, OfSource)>& take) const;
    TokenRange trimmed(TokenRange of, const Amount& amount) const;
    /// What is measured where the words leave no doubt, else what was chosen.
    TokenRange settled(const Figure& figure, const Amount& amount, const Clause& clause, TokenRange chosen) const;

private:
    TokenRange at_age(const Amount& amount, const Clause& clause) const;
    TokenRange priced(const Amount& amount, TokenRange chosen) const;
    TokenRange of_people(const Amount& amount, const Clause& clause, TokenRange chosen) const;
    TokenRange of_which(const Amount& amount) const;
    TokenRange sized(const Amount& amount, const Clause& clause, TokenRange chosen) const;
    TokenRange up_from_sum(const Figure& figure, const Amount& amount, TokenRange chosen) const;
    TokenRange with_object(TokenRange of, const Amount& amount) const;
    TokenRange not_the_act(const Figure& figure, const Amount& amount, const Clause& clause, TokenRange chosen) const;
    int whole_of(int noun) const;
    TokenRange as_before(const Figure& figure, const Amount& amount, const Clause& clause) const;
    TokenRange spent_on(const Figure& figure, const Amount& amount, const Clause& clause) const;
    TokenRange behind_figure(const Figure& figure, const Amount& amount, const Clause& clause) const;
    TokenRange away(const Figure& figure, const Amount& amount, const Clause& clause) const;
    TokenRange shaken(const Amount& amount, const Clause& clause) const;
    TokenRange summed(const Amount& amount, const Clause& clause) const;
    bool is_actor(int head) const;
    bool is_handled(const Figure& figure, const Clause& clause) const;
    TokenRange fronted(TokenRange own) const;
    TokenRange produced(const Amount& amount) const;
    TokenRange by_clause(const Figure& figure, const Amount& amount, const Clause& clause) const;
    TokenRange moving(const Figure& figure, const Clause& clause) const;
    TokenRange of_count(const Figure& figure, const Amount& amount, const Clause& clause, int fate) const;
    TokenRange counted(const Amount& amount, const Clause& clause) const;
    bool within_number(int t) const;
    TokenRange numbered(const Amount& amount, const Clause& clause, int fate) const;
    TokenRange as_listed(TokenRange own) const;
    TokenRange told_by_verb(const Clause& clause, TokenRange own) const;
    TokenRange told_behind(int at) const;
    TokenRange voted(const Amount& amount, const Clause& clause) const;
    int fate_of(const Amount& amount, const Clause& clause) const;
    bool told_of(const Clause& clause) const;
    TokenRange changed(const Amount& amount, const Clause& clause) const;
    TokenRange lasting(const Amount& amount, const Clause& clause) const;
    TokenRange behind_bars(const Amount& amount, const Clause& clause) const;
    TokenRange goes_on(const Amount& amount, const Clause& clause) const;
    TokenRange compared(int t) const;
    TokenRange deed(int verb, int upto) const;
    TokenRange act(int verb) const;
    TokenRange aged(const Amount& amount, const Clause& clause) const;
    int phrase_head(int noun) const;
    TokenRange named(int head, TokenRange own) const;
    int told_as(int pronoun) const;
    bool acts(int head) const;
    TokenRange subject_phrase(const Clause& clause, TokenRange own) const;
};

/// When a figure is true.
class Periods : public FigureReading {
public:
    using FigureReading::FigureReading;
    /// `of`: what is measured, with the time it may have ("1986 net income").
    std::string of(const Figure& figure, const Amount& amount, const Clause& clause, TokenRange of) const;
    /// A time as a period, from or to the time that it is told with ("from January to September").
    std::string value_with(int time) const;
    bool dates_another(const TimeExpression& time, const Amount& amount) const;
    bool is_compared(const TimeExpression& time) const;

private:
    std::string value_of(int time) const;
    int nearest(const Amount& amount, const Clause& clause, bool wider) const;
    bool same_clause(const TimeExpression& time, const Clause& clause) const;
    bool over_clause(const TimeExpression& time, const Clause& clause) const;
};

}  // namespace dragoman::findings
