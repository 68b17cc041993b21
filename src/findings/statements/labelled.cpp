// What the trained labels of attributions add to the rules: borders of contents that rules drew otherwise,
// pieces of contents that their cue interrupts, and contents whose cue no lexicon or tree led to.
//
// Labels are wider than statements (attributions/attributions.h), so a content of its own is taken only where
// it is a clause or an infinitive, or the object of a verb that knowledge/cues.tsv lets take one. Since the
// labeller costs as much as the encoder, it reads only paragraphs in which the rules may have missed something.
// Chances and paragraphs were chosen on PolNeAR's development articles (bench/results/statements-2026-11-26.md). A cue
// that no table knows is asked for more (sure_of_strange, chosen on answer keys), and gives no infinitives.
#include <algorithm>

#include "findings/attributions/attributions.h"
#include "findings/statements/borders.h"

namespace dragoman::findings {
namespace {

constexpr double sure_of_borders = 0.5;  // then a label's borders are righter than a rule's
constexpr double sure_of_clause = 0.3, sure_of_strange = 0.6, sure_of_quoted = 0.3, sure_of_infinitive = 0.6,
                 sure_of_object = 0.7;
constexpr int reach = 25;         // tokens from a content to its cue, from a cue to its source
constexpr std::size_t steps = 6;  // labels looked at on either side

int shared(TokenRange a, TokenRange b) { return std::max(0, std::min(a.end, b.end) - std::max(a.begin, b.begin)); }

int distance(TokenRange a, TokenRange b) {
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
}

/// A labelled content with what belongs to it.
struct Labelled {
    TokenRange content;
    double chance = 0;
    int cue = -1;
    const AttributionSpan* source = nullptr;
};

class LabelReader {
public:
    explicit LabelReader(Reading& r) : r_(r), draft_of_(r.tree.tag.size(), -1), draft_of_cue_(r.tree.tag.size(), -1) {
        for (int d = 0; d < static_cast<int>(r.drafts.size()); ++d) note(d);
    }

    void run(const AttributionModel& model) {
        labels_ = find_attributions(r_.text, r_.tree, r_.lexicon, model, doubtful_paragraphs());
        for (std::size_t i = 0; i < labels_.size(); ++i) {
            if (labels_[i].part != AttributionPart::content || labels_[i].chance < sure_of_clause) continue;
            const TokenRange content = trimmed(r_, labels_[i].tokens);
            if (content.empty()) continue;
            if (const int draft = covering(content); draft >= 0) {
                redraw(draft, content, labels_[i].chance);
                continue;
            }
            const Labelled label = parts(i, content);
            if (label.cue >= 0 && !unreal(r_, label.cue) && !join(label)) add(label);
        }
    }

private:
    /// A word that may report, also in ways that no rule reads.
    bool reports(int token) const {
        constexpr std::string_view others[] = {"consider", "find", "know", "plan", "question",
                                               "see",      "seem", "show", "view", "want"};
        return r_.lexicon.cue_at(r_.tree, token) ||
               (r_.tree.is_verb(token) &&
                std::find(std::begin(others), std::end(others), r_.tree.lemma(token)) != std::end(others));
    }

    /// In quotation marks, and no direct speech nor one of its marks.
    bool loosely_quoted(int t) const {
        const auto direct = [&](int at) { return at >= 0 && at < r_.size() && r_.direct_of[at] >= 0; };
        return r_.quote_of[t] >= 0 && !direct(t - 1) && !direct(t) && !direct(t + 1);
    }

    bool doubtful(TokenRange sentence) const {
        bool told = false, reported = false;
        for (int t = sentence.begin; t < sentence.end; ++t) {
            if (loosely_quoted(t)) return true;
            told = told || draft_of_[t] >= 0, reported = reported || reports(t);
        }
        return reported && !told;
    }

    std::vector<TokenRange> doubtful_paragraphs() const {
        std::vector<TokenRange> doubted;
        for (TokenRange paragraph : paragraphs_of(r_.text))
            for (int s = r_.text.sentence_of(paragraph.begin), last = r_.text.sentence_of(paragraph.end - 1); s <= last;
                 ++s)
                if (doubtful(r_.sentence(s))) {
                    doubted.push_back(paragraph);
                    break;
                }
        return doubted;
    }

    void note(int d) {
        for (TokenRange piece : r_.drafts[d].content)
            for (int t = piece.begin; t < piece.end; ++t) draft_of_[t] = d;
        if (const int cue = r_.drafts[d].row.cue_token; cue >= 0 && draft_of_cue_[cue] < 0) draft_of_cue_[cue] = d;
    }

    /// The draft that has most of a range's tokens, or -1.
    int covering(TokenRange range) const {
        int best = -1, most = 0, run = 0;
        for (int t = range.begin; t < range.end; ++t) {
            run = t > range.begin && draft_of_[t] == draft_of_[t - 1] ? run + 1 : 1;
            if (draft_of_[t] >= 0 && run > most) most = run, best = draft_of_[t];
        }
        return best;
    }

    const AttributionSpan* nearest(std::size_t index, AttributionPart part, TokenRange to) const {
        const AttributionSpan* best = nullptr;
        int nearest = reach + 1;
        const std::size_t last = std::min(labels_.size(), index + steps + 1);
        for (std::size_t i = index > steps ? index - steps : 0; i < last; ++i)
            if (const int d = distance(labels_[i].tokens, to); labels_[i].part == part && d < nearest)
                best = &labels_[i], nearest = d;
        return best;
    }

    /// The verb of a cue's words, else the word that the others hang on.
    int cue_token(TokenRange words) const {
        for (int t = words.end - 1; t >= words.begin; --t)
            if (r_.tree.is_verb(t)) return t;
        return head_of(words);
    }

    int head_of(TokenRange words) const {
        for (int t = words.begin; t < words.end; ++t)
            if (!words.contains(r_.tree.head[t])) return t;
        return words.begin;
    }

    Labelled parts(std::size_t index, TokenRange content) const {
        Labelled label{content, labels_[index].chance, -1, nullptr};
        const AttributionSpan* cue = nearest(index, AttributionPart::cue, content);
        if (!cue) return label;
        const int token = cue_token(cue->tokens);
        const int sentence = r_.text.sentence_of(token);
        const int from = r_.text.sentence_of(content.begin), to = r_.text.sentence_of(content.end - 1);
        const bool beside = whole_quote(r_, content) >= 0 && from - 1 <= sentence && sentence <= to + 1;
        if (!beside && (sentence < from || sentence > to)) return label;
        label.cue = token;
        label.source = nearest(index, AttributionPart::source, cue->tokens);
        if (label.source && r_.text.sentence_of(label.source->tokens.begin) != sentence) label.source = nullptr;
        return label;
    }

    void set_form(Draft& draft) const {
        const auto quoted = [&](TokenRange p) { return whole_quote(r_, p) >= 0 || r_.direct_of[p.begin] >= 0; };
        const auto& pieces = draft.content;
        draft.row.form =
            std::all_of(pieces.begin(), pieces.end(), quoted) ? Form::direct
            : std::any_of(pieces.begin(), pieces.end(), [&](TokenRange p) { return quoted(p) || holds_quote(r_, p); })
                ? Form::mixed
                : Form::indirect;
    }

    /// "announced the vote [in a letter to the board]": where a phrase of the cue's own begins, else the end.
    int own_phrase(int cue, TokenRange range) const {
        for (int t = range.begin; t < range.end; ++t)
            if (r_.tree.head[t] == cue && r_.lexicon.channel_at(r_.tree, t) != ChannelSort::none)
                return r_.tree.left[t];
        return range.end;
    }

    /// A content that a rule found in one piece takes the label's borders.
    void redraw(int d, TokenRange content, double chance) {
        Draft& draft = r_.drafts[d];
        if (chance < sure_of_borders || draft.content.size() != 1 || content.contains(draft.row.cue_token)) return;
        const TokenRange piece = draft.content.front();
        const int both = shared(piece, content);
        const bool alike = 10 * both >= 3 * (piece.size() + content.size() - both);
        const bool wider = both == piece.size() && content.size() >= piece.size() + 3;
        if (draft.row.form == Form::direct ? !wider || draft.row.cue_token < 0 : !alike) return;
        if (draft.row.form != Form::direct &&
            r_.text.sentence_of(content.end - 1) != r_.text.sentence_of(piece.end - 1))
            return;
        // Who is urged or congratulated is no part of it; nor is "according to" drawn anew.
        const Cue* cue = draft.row.cue_token < 0 ? nullptr : r_.lexicon.cue_at(r_.tree, draft.row.cue_token);
        const bool may_begin_earlier = cue && cue->takes(Take::clause) && draft.row.to.empty();
        if (draft.row.form != Form::direct && !may_begin_earlier && content.begin != piece.begin) return;
        if (draft.row.rule == "cue:according to" || draft.row.rule == "cue:per") return;
        for (int t = content.begin; t < content.end; ++t)
            if (draft_of_[t] >= 0 && draft_of_[t] != d) return;
        if (cue && draft.row.form != Form::direct && !r_.finite(piece))
            content.end = std::max(piece.end, own_phrase(draft.row.cue_token, {piece.end, content.end}));
        draft.content = {content};
        if (draft.row.form == Form::direct) draft.row.form = Form::mixed;
        tell(draft, draft.row.cue_token);
        note(d);
    }

    /// "X, he said, Y": another piece of what its cue has already.
    bool join(const Labelled& label) {
        const int d = draft_of_cue_[label.cue];
        if (d < 0) return false;
        if (label.content.size() == 1 && r_.tree.is_pronoun(label.content.begin)) return true;  // "It was agreed to"
        Draft& draft = r_.drafts[d];
        TokenRange hull = draft.content.front();
        hull.end = draft.content.back().end;
        const bool around = hull.end <= label.cue ? label.cue < label.content.begin : label.content.end <= label.cue;
        if (!around || hull.contains(label.cue) || sets_scene(r_, label.content))
            return true;                                             // the cue has its content: nothing is added
        if (label.content.contains(draft.source_head)) return true;  // "…, said Ruiz, who is here"
        if (is_title(r_, label.content)) return true;  // "In his book, “Home Again,” he suggested …"
        const int m = label.content.end - label.content.begin < 5 ? mention_at(r_, label.content.end - 1) : -1;
        if (m >= 0 && !draft.row.to.empty() && r_.mentions.mentions[m].entities == draft.row.to)
            return true;                                   // "acknowledged to the paper"
        int next = std::min(hull.end, label.content.end);  // "She gave no figure, but said …": another clause
        while (next < label.cue && (r_.tree.tag[next] == Tag::COMMA || r_.tree.tag[next] == Tag::CLOSE_QUOTE)) ++next;
        if (r_.tree.tag[next] == Tag::CC) return true;
        const int begin = label.content.begin;  // "…, she said, adding that …": a cue of its own
        if (begin > 0 && r_.tree.lower(begin - 1) == "asked") return true;  // "Asked whether it would, she said"
        if (r_.tree.tag[begin] == Tag::VBG && r_.lexicon.cue_at(r_.tree, begin)) return true;
        draft.content.push_back(label.content);
        std::sort(draft.content.begin(), draft.content.end(),
                  [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
        set_form(draft);
        tell(draft, label.cue);
        note(d);
        return true;
    }

    /// Whether a content of its own is what a statement may hold.
    bool worth(const Labelled& label) const {
        const Annotation& tree = r_.tree;
        if (label.content.size() < 2 || tree.tag[label.cue] == Tag::RB) return false;
        const Cue* cue = r_.lexicon.cue_at(tree, label.cue);
        if (r_.finite(label.content)) return cue || label.chance >= sure_of_strange;
        if (holds_quote(r_, label.content)) return label.chance >= sure_of_quoted;
        if (tree.tag[label.content.begin] == Tag::TO || tree.tag[label.content.begin] == Tag::VB)
            return cue && label.chance >= sure_of_infinitive;
        return cue && cue->kind != "express" && cue->words != "cite" && label.chance >= sure_of_object &&
               (cue->takes(Take::object) || cue->takes(Take::object_name) || cue->takes(Take::labelled));
    }

    Source source_of_label(const AttributionSpan* source) const {
        if (!source) return {};
        Source found = source_of(r_, head_of(source->tokens));
        for (int t = source->tokens.begin; t < source->tokens.end && found.speakers.empty(); ++t)
            if (const int m = mention_at(r_, t); m >= 0) found = source_of(r_, r_.mentions.mentions[m].head);
        return found;
    }

    /// "signed the law “On Trade”": a noun and what it is called.
    bool names_thing(TokenRange content) const {
        const int quote = r_.quote_of[content.end - 1];
        if (quote < 0) return false;
        const int noun = r_.text.quotes[quote].tokens.begin - 2;
        const char first = r_.text.word(noun + 2 < r_.size() ? noun + 2 : noun)[0];
        return noun >= content.begin && r_.tree.is_noun(noun) && first >= 'A' && first <= 'Z' &&
               !r_.finite({content.begin, noun});
    }

    void add(const Labelled& label) {
        const Cue* known = r_.lexicon.cue_at(r_.tree, label.cue);
        const bool calls =
            known && known->words != "name" && (known->kind == "judge" || known->takes(Take::object_name));
        if (!known && names_thing(label.content)) return;
        if (!worth(label) || r_.spent[label.cue] == refused || (!calls && is_title(r_, label.content))) return;
        const Source source = speaks_on(r_, source_of_label(label.source), known && known->kind == "say");
        if (label.content.contains(source.head)) return;
        if (const int m = mention_at(r_, source.head); m >= 0 && r_.mentions.mentions[m].tokens.contains(label.cue))
            return;  // "press speculation that …" tells of nobody who speculates
        if (source.head >= 0 && source.channel < 0 && r_.tree.lower(source.head) == "it" && is_thing(r_, source.head))
            return;
        if (source.first_person || source.speakers.empty() || denied(r_, source.head)) return;
        // "the findings support the view that …": a thing may say, and holds no view.
        const bool holds = known && known->takes(Take::labelled);
        if ((holds || !r_.finite(label.content)) && !can_act(r_, source.speakers)) return;
        if (const Subject told_of = subject_of(r_, label.cue); told_of.passive && told_of.head == source.head) return;
        Draft draft;
        draft.row.speakers = source.speakers;
        draft.row.rule = "label:" + std::string(r_.tree.lemma(label.cue));
        if (source.channel >= 0) draft.row.channel = std::string(r_.text.word(source.channel));
        draft.source_head = source.head;
        draft.sentence = r_.text.sentence_of(label.cue);
        const int quote = whole_quote(r_, label.content);
        draft.content = {quote >= 0 ? r_.text.quotes[quote].tokens : label.content};
        set_form(draft);
        tell(draft, label.cue);
        r_.spent[label.cue] = 1;
        r_.drafts.push_back(std::move(draft));
        note(static_cast<int>(r_.drafts.size()) - 1);
    }

    void tell(Draft& draft, int cue) const {
        draft.row.evidence.clear();
        describe(r_, draft, cue);
    }

    Reading& r_;
    std::vector<AttributionSpan> labels_;
    std::vector<int> draft_of_, draft_of_cue_;  ///< of each token, or -1
};

}  // namespace

void read_labels(Reading& r) {
    if (r.document.attributions) LabelReader(r).run(*r.document.attributions);
}

}  // namespace dragoman::findings
