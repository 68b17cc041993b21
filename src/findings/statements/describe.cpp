// What else a cue's clause tells: through what and when something was said; and the words a statement rests on.
#include <algorithm>

#include "findings/statements/parts.h"

namespace dragoman::findings {
namespace {

/// Is `token` within a few steps below `verb`, outside its content?
bool belongs_to(const Reading& r, int token, int verb, const std::vector<TokenRange>& content) {
    for (int step = 0, t = token; step < 4 && t >= 0; ++step, t = r.tree.head[t]) {
        if (std::any_of(content.begin(), content.end(), [&](TokenRange p) { return p.contains(t); })) return false;
        if (t == verb) return true;
        const Dep dep = r.tree.dep[t];  // "the union, whose members met on Thursday, said": another clause's day
        if (dep == Dep::acl || dep == Dep::acl_relcl || dep == Dep::parataxis || dep == Dep::ccomp) return false;
    }
    return false;
}

std::string channel_words(const Reading& r, int noun) {
    int first = noun;
    while (first - 1 >= r.tree.left[noun] && r.tree.head[first - 1] == noun &&
           (r.tree.dep[first - 1] == Dep::compound || r.tree.dep[first - 1] == Dep::amod))
        --first;
    return std::string(r.text.slice(r.text.span(TokenRange{first, noun + 1})));
}

void describe_channel(const Reading& r, Draft& draft, int cue) {
    if (!draft.row.channel.empty()) return;
    const TokenRange sentence = r.sentence(r.text.sentence_of(cue));
    const int noun_above = r.tree.head[cue];
    if (cue > 0 && r.tree.tag[cue] == Tag::VBG && r.lexicon.channel_at(r.tree, cue - 1) == ChannelSort::document) {
        draft.row.channel = channel_words(r, cue - 1);
        return;
    }
    if (r.tree.dep[cue] == Dep::acl && noun_above >= 0 &&
        r.lexicon.channel_at(r.tree, noun_above) != ChannelSort::none) {
        draft.row.channel = channel_words(r, noun_above);
        return;
    }
    for (int t = sentence.begin; t < sentence.end; ++t)
        if (r.tree.dep[t] != Dep::compound && r.lexicon.channel_at(r.tree, t) != ChannelSort::none &&
            belongs_to(r, t, cue, draft.content)) {
            draft.row.channel = channel_words(r, t);
            return;
        }
}

void describe_time(const Reading& r, Draft& draft, int cue) {
    const TokenRange sentence = r.sentence(r.text.sentence_of(cue));
    for (int t = sentence.begin; t < sentence.end; ++t) {
        const int index = r.mentions.time_of_token[t];
        if (index < 0) continue;
        const TimeExpression& time = r.mentions.times[index];
        t = std::max(t, time.tokens.end - 1);
        if (time.modifier_of_noun || time.vague || time.type == TimeType::duration || time.type == TimeType::set)
            continue;
        for (int inside = time.tokens.begin; inside < time.tokens.end; ++inside)
            if (belongs_to(r, inside, cue, draft.content)) {
                draft.row.time = time.value;
                return;
            }
    }
}

Span hull(Span a, Span b) {
    if (a.empty()) return b;
    if (b.empty()) return a;
    return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace

void describe(const Reading& r, Draft& draft, int cue) {
    Statement& row = draft.row;
    if (cue >= 0) {
        row.cue_token = cue;
        if (row.cue.empty()) row.cue = r.text.span(cue);
        describe_channel(r, draft, cue);
        describe_time(r, draft, cue);
    }
    if (const int m = mention_at(r, draft.source_head); m >= 0 && row.source_words.empty()) {
        Span words = r.mentions.mentions[m].span;
        const int head = r.mentions.mentions[m].head;
        for (int c = r.tree.first_child[head]; c >= 0; c = r.tree.next_sibling[c])
            if (const int other = r.tree.dep[c] == Dep::conj ? mention_at(r, c) : -1; other >= 0)
                words = hull(words, r.mentions.mentions[other].span);
        row.source_words = words;
    }
    row.content.clear();
    for (TokenRange piece : draft.content) row.content.push_back(r.text.span(piece));
    const Span clause = hull(row.cue, row.source_words);
    row.evidence = row.content;
    const bool one_sentence =
        !clause.empty() && std::all_of(draft.content.begin(), draft.content.end(), [&](TokenRange p) {
            return r.text.sentence_of(p.begin) == draft.sentence && r.text.sentence_of(p.end - 1) == draft.sentence;
        });
    if (one_sentence) {
        Span all = clause;
        for (Span piece : row.content) all = hull(all, piece);
        row.evidence = {all};
    } else if (!clause.empty()) {
        row.evidence.push_back(clause);
        std::sort(row.evidence.begin(), row.evidence.end());
    }
}

}  // namespace dragoman::findings
