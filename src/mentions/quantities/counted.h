// Which noun a number counts, and which numbers count nothing: parts of names, ranks, "the two leaders".
#pragma once

#include "mentions/mentions.h"
#include "mentions/quantities/numbers.h"

namespace dragoman::mentions {

class CountedNouns {
public:
    CountedNouns(const Text& text, const Annotation& tree, const Mentions& found)
        : text_(text), tree_(tree), found_(found) {}

    /// The stretch of tokens that belongs together: a sentence, a cell of a table.
    void stay_within(int first, int limit) { first_ = first, limit_ = limit; }

    /// The noun a number counts, looked for from token `at` on; -1 when there is none.
    int noun(const Number& number, int at) const;
    /// The noun behind "of": "hundreds of fighters"; -1 when there is none.
    int noun_behind_of(int of) const;
    int part_of(const Number& number, int at) const;
    /// "dead", "wounded": told of people, whom it stands for.
    bool tells_state(int t) const;
    /// The counted noun as written, with its syllable before a hyphen: "co-workers".
    std::string name(int noun) const;
    /// "55-member": the hyphen joins number and noun; not "one-on-one", "2-1".
    bool counts_after_hyphen(int dash) const;
    /// Numbers that belong to a name or rank things: "Article 5", "Group of Seven", "No. 10", "one of".
    bool names_something(const Number& number, int start) const;
    bool is_model(const Number& number, int start, int noun) const;
    /// "the two leaders", "these three countries" speak of people told before and count nothing.
    bool definite_pair(const Number& number, int start) const;
    /// The "$15" of the "Rise for $15" campaign, quoted or capitalised as a name, or named so before.
    bool ends_title(int start, int end);

private:
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_dash(int t) const { return is(t, "-") || is(t, "–") || is(t, "−"); }
    bool capital(int t) const { return text_.word(t)[0] >= 'A' && text_.word(t)[0] <= 'Z'; }
    bool names_behind(const Number& number, int start) const;
    bool begins_name(const Number& number, int start) const;
    int behind_owner(int at) const;
    bool may_stand_between(int t) const;
    bool modifies_next(int adverb) const;
    int over_brackets(int noun) const;
    int noun_by_tree(int last_of_number, int at) const;
    int noun_by_tags(int at) const;
    bool is_quoted(int first, int end) const;
    bool is_one_model(int start) const;
    bool is_prefixed(int noun) const;

    const Text& text_;
    const Annotation& tree_;
    const Mentions& found_;
    std::vector<std::string_view> titles_;  ///< first words of titles that end in a number
    int first_ = 0, limit_ = 0;
};

}  // namespace dragoman::mentions
