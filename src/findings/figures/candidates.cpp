// Which phrases may be what a figure measures, and which times may be its period.
#include "findings/figures/choice.h"

namespace dragoman::findings {

namespace {

constexpr int reach = 40;           // tokens on each side in which phrases are looked for
constexpr int longest_phrase = 16;  // tokens

/// The token of a phrase on which its others hang.
int head_of(const Annotation& tree, TokenRange phrase) {
    for (int t = phrase.begin; t < phrase.end; ++t)
        if (!phrase.contains(tree.head[t]) && (tree.is_noun(t) || tree.is_verb(t))) return t;
    for (int t = phrase.begin; t < phrase.end; ++t)
        if (!phrase.contains(tree.head[t])) return t;
    return phrase.begin;
}

class OfCandidates : FigureReading {
public:
    OfCandidates(const FigureView& view, const Measured& measured)
        : FigureReading(view.document, view.lexicon, view.found),
          view_(view),
          measured_(measured),
          own_(view.amount().tokens),
          around_(sentence(own_.begin)) {}

    std::vector<OfCandidate> read() {
        add(view_.of, OfSource::rule, OfForm::other);
        measured_.propose(view_.figure(), view_.amount(), view_.clause,
                          [&](TokenRange phrase, OfSource source) { add(phrase, source, OfForm::other); });
        of_neighbours();
        of_tree();
        of_sentence_before();
        return std::move(all_);
    }

private:
    void add(TokenRange phrase, OfSource source, OfForm form) {
        if (phrase.empty()) return;
        phrase = measured_.trimmed(phrase, view_.amount());
        while (phrase.size() > 1 && tree_.dep[phrase.end - 1] == Dep::punct && !is(phrase.end - 1, ")")) --phrase.end;
        while (phrase.size() > 1 && tree_.dep[phrase.begin] == Dep::punct) ++phrase.begin;
        if (phrase.empty() || phrase.size() > longest_phrase) return;
        if (phrase.contains(own_) && phrase.size() == own_.size()) return;
        if (own_.contains(phrase) && view_.figure().dimension == "age") return;  // "15-24 year olds"
        const std::uint32_t bit = 1u << static_cast<int>(source);
        for (OfCandidate& c : all_)
            if (c.tokens == phrase) {
                c.sources |= bit;
                if (c.form == OfForm::other) c.form = form;
                return;
            }
        all_.push_back({phrase, head_of(tree_, phrase), bit, form});
    }

    TokenRange of_figure(int index) const {
        const auto& figures = told_.figures;
        if (index < 0 || index >= static_cast<int>(figures.size()) || figures[index].of.empty()) return {};
        const Span span = figures[index].of[0];
        return {text_.token_at(span.begin), text_.token_at(span.end - 1) + 1};
    }

    void of_neighbours() {
        for (int back = 1; back <= 2; ++back) add(of_figure(view_.index - back), OfSource::last, OfForm::other);
        add(of_figure(view_.index + 1), OfSource::next, OfForm::other);
    }

    /// Nouns and verbs of the sentence.
    void of_tree() {
        const int first = std::max(around_.begin, own_.begin - reach), last = std::min(around_.end, own_.end + reach);
        for (int t = first; t < last; ++t) {
            if (document_.mentions.time_of_token[t] >= 0) continue;
            if (tree_.is_noun(t))
                of_noun(t, OfSource::tree);
            else if (tree_.is_verb(t))
                of_verb(t);
            else if (tree_.tag[t] == Tag::PRP && tree_.dep[t] != Dep::expl)
                add({t, t + 1}, OfSource::tree, OfForm::bare);
        }
        of_rest();
    }

    /// Up to where a subtree goes on with a clause or a comma.
    int middle_end(int noun) const {
        int end = noun + 1;
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c]) {
            if (c < noun) continue;
            if (is_one_of(tree_.dep[c], Dep::acl_relcl, Dep::punct, Dep::appos, Dep::conj, Dep::parataxis, Dep::cc))
                break;
            end = tree_.right[c];
        }
        return end;
    }

    /// Without the amount and what stands on its other side.
    TokenRange clipped(TokenRange phrase, int head) const {
        if (phrase.begin < own_.end && head >= own_.end) phrase.begin = std::max(phrase.begin, own_.end);
        if (phrase.end > own_.begin && head < own_.begin) {
            phrase.end = std::min(phrase.end, own_.begin);
            while (phrase.end - 1 > head && is_one_of(tree_.tag[phrase.end - 1], Tag::IN, Tag::TO, Tag::DT, Tag::RB))
                --phrase.end;
        }
        return phrase;
    }

    void of_noun(int noun, OfSource source) {
        if (is_one_of(tree_.dep[noun], Dep::compound, Dep::flat)) return;
        const TokenRange phrase = noun_phrase(tree_, noun, own_);
        add({phrase.begin, std::max(noun + 1, std::min(phrase.end, name_end(noun)))}, source, OfForm::bare);
        add(phrase, source, OfForm::phrase);
        if (own_.contains(noun)) {
            add({own_.end, middle_end(noun)}, source, OfForm::middle);
            return;
        }
        const int begin = std::max(tree_.left[noun], phrase.begin);
        add(clipped({begin, middle_end(noun)}, noun), source, OfForm::middle);
        add(clipped({begin, tree_.right[noun]}, noun), source, OfForm::whole);
    }

    int name_end(int noun) const {
        int end = noun + 1;
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c >= noun && is_one_of(tree_.dep[c], Dep::flat, Dep::compound)) end = std::max(end, c + 1);
        return end;
    }

    void of_verb(int verb) {
        if (is_one_of(tree_.dep[verb], Dep::aux, Dep::aux_pass, Dep::cop, Dep::amod, Dep::compound)) return;
        add({verb, verb + 1}, OfSource::verb, OfForm::verb);
        TokenRange act{verb, verb + 1};
        for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
            if (c > verb && is_one_of(tree_.dep[c], Dep::obj, Dep::obl, Dep::xcomp) && !own_.contains(c) &&
                tree_.left[c] < own_.begin + (c > own_.end ? reach : 0)) {
                act.end = std::max(act.end, tree_.is_noun(c) ? noun_phrase(tree_, c, own_).end : c + 1);
                break;
            }
        add(clipped(act, verb), OfSource::verb, OfForm::act);
        add(clipped({verb, tree_.right[verb]}, verb), OfSource::verb, OfForm::whole);
    }

    /// What follows the amount: "75 miles | north of the cape", "five decades | in Congress".
    void of_rest() {
        int next = behind_brackets(tree_, own_.end);
        if (is(next, "who") || is(next, "that")) ++next;
        if (next >= around_.end) return;
        int top = next;
        for (int step = 0; step < 6; ++step) {
            const int up = tree_.head[top];
            if (up < next || up >= around_.end || tree_.left[up] < own_.begin) break;
            top = up;
        }
        if (tree_.dep[top] == Dep::punct || document_.mentions.time_of_token[top] >= 0) return;
        add({next, std::max(top + 1, tree_.right[top])}, OfSource::place, OfForm::rest);
        if (tree_.is_noun(top)) add({next, noun_phrase(tree_, top, own_).end}, OfSource::place, OfForm::rest);
        if (tree_.is_verb(top)) add({next, top + 1}, OfSource::place, OfForm::rest);
    }

    void of_sentence_before() {
        const int number = text_.sentence_of(own_.begin);
        if (number == 0) return;
        const TokenRange before = text_.sentences[number - 1].tokens;
        int taken = 0;
        for (int t = before.begin; t < before.end && taken < 2; ++t) {
            if (!is_one_of(tree_.dep[t], Dep::nsubj, Dep::nsubj_pass) || !tree_.is_noun(t)) continue;
            const TokenRange phrase = noun_phrase(tree_, t);
            add(phrase, OfSource::earlier, OfForm::phrase), ++taken;
        }
    }

    const FigureView& view_;
    const Measured& measured_;
    const TokenRange own_, around_;
    std::vector<OfCandidate> all_;
};

}  // namespace

std::vector<OfCandidate> of_candidates(const FigureView& view, const Measured& measured) {
    return OfCandidates(view, measured).read();
}

std::vector<PeriodCandidate> period_candidates(const FigureView& view, const Periods& periods) {
    std::vector<PeriodCandidate> all{{-1, "", view.figure().period.empty()}};
    const auto& times = view.document.mentions.times;
    const int number = view.document.text.sentence_of(view.amount().tokens.begin);
    const auto& sentences = view.document.text.sentences;
    const int first = sentences[std::max(0, number - 1)].tokens.begin, last = sentences[number].tokens.end;
    auto time = std::partition_point(times.begin(), times.end(),
                                     [&](const TimeExpression& t) { return t.tokens.begin < first; });
    bool ruled = view.figure().period.empty();
    for (; time != times.end() && time->tokens.begin < last; ++time) {
        const bool compared = time->tokens.begin >= view.amount().tokens.end && periods.is_compared(*time);
        if (time->vague || compared || periods.dates_another(*time, view.amount())) continue;
        const int index = static_cast<int>(time - times.begin());
        std::string value = periods.value_with(index);
        if (value.empty()) continue;
        const bool same = value == view.figure().period;
        ruled |= same;
        all.push_back({index, std::move(value), same});
    }
    if (!ruled) all.push_back({-1, view.figure().period, true});
    return all;
}

}  // namespace dragoman::findings
