#include <utility>

#include "mentions/mentions.h"
#include "mentions/parts.h"
#include "mentions/times/grammar.h"

namespace dragoman::mentions {

Grammar::Grammar(const Text& text, const Annotation& annotation, const TimeLexicon& lexicon, std::string_view published,
                 DocumentType document)
    : text_(text),
      tree_(annotation),
      lexicon_(lexicon),
      published_(parse_iso(published)),
      colloquial_(document == DocumentType::colloquial) {
    words_.reserve(text.tokens.size());
    for (int t = 0; t < static_cast<int>(text.tokens.size()); ++t) words_.push_back(lexicon.find(annotation.lower(t)));
    if (published_ && published.size() >= 16 && published[10] == 'T' && published[13] == ':') {
        const int hour = plain_digits(published.substr(11, 2)), minute = plain_digits(published.substr(14, 2));
        if (hour >= 0 && hour < 24 && minute >= 0 && minute < 60) minute_ = 60 * hour + minute;
    }
    if (colloquial_) take_colloquial_words();
    history_ = !colloquial_ && tells_history();
    bare_ = names_only_times();
}

/// Most words begin no expression.
bool Grammar::may_open(int t) const {
    if (words_[t].kind != TimeWordKind::none) return true;
    const std::string_view lower = tree_.lower(t);
    const char c = lower.empty() ? ' ' : lower[0];
    return (c >= '0' && c <= '9') || c == '\'' || lower.starts_with("’") || lower.starts_with("mid-") ||
           (lower.size() > 1 && lower.back() >= '0' && lower.back() <= '9');
}

std::optional<FoundTime> Grammar::at(int token, const Sentence& sentence) {
    first_ = sentence.tokens.begin;
    limit_ = sentence.tokens.end;
    if (sentence.paragraph != paragraph_ && !std::exchange(year_kept_, false)) year_told_.reset();
    if (sentence.paragraph != paragraph_ && colloquial_) last_.reset(), last_day_.reset();  // each message for itself
    paragraph_ = sentence.paragraph;
    if (!may_open(token)) return {};
    Found found = colloquial_ ? spoken(token) : Found();
    if (!found) found = one_of_rules(token);
    if (!found) return {};
    if (found->type == TimeType::set) return set_at_hour(std::move(*found));
    found = with_hour(std::move(*found));
    return colloquial_ && found ? settled(std::move(*found)) : found;
}

std::optional<FoundTime> Grammar::one_of_rules(int token) {
    if (Found found = phrase(token)) return found;
    if (Found found = clock(token)) return found;
    if (Found found = times_a(token)) return found;
    if (Found found = length(token)) return found;
    if (Found found = date(token)) return found;
    if (Found found = weekend(token)) return found;
    if (Found found = weekdays_away(token)) return found;
    if (Found found = which(token)) return found;
    if (Found found = deictic(token)) return found;
    if (Found found = positioned(token)) return found;
    if (Found found = part_of_day(token)) return found;
    if (Found found = whole_unit(token)) return found;
    if (Found found = every(token)) return found;
    if (word(token).kind == TimeWordKind::approx) {
        const bool topic = token > first_ && tree_.is_verb(token - 1);  // they talked about Monday
        Found found = clock(token + 1);  // about 7:45 p.m., around noon, about two weeks ago
        if (!found && !topic && token + 1 < limit_) found = date(token + 1);
        if (!found && !topic && token + 1 < limit_) found = phrase(token + 1);
        if (found) return found->begin = token, found->mod = "APPROX", found;
    }
    return bare_length(token);
}

namespace {

/// Does the expression qualify a noun ("last year's summit", "the 2019 accord") rather than a clause?
bool qualifies_noun(const Annotation& tree, TokenRange range) {
    for (int t = range.begin; t < range.end; ++t) {
        const int head = tree.head[t];
        if (head < 0) return false;
        if (range.contains(head)) continue;
        if (tree.is_verb(head) || tree.child(t, Dep::case_) >= 0) {
            const int mark = tree.child(t, Dep::case_);
            return mark >= 0 && tree.tag[mark] == Tag::POS;
        }
        switch (tree.dep[t]) {
            case Dep::nmod_poss:
            case Dep::compound:
            case Dep::amod:
            case Dep::nummod:
                return true;
            default:
                return false;
        }
    }
    return false;
}

TimeExpression expression(const Text& text, const Annotation& tree, const FoundTime& found) {
    TimeExpression row;
    row.tokens = {found.begin, found.end};
    row.span = text.span(row.tokens);
    row.type = found.type;
    row.value = found.value;
    row.mod = found.mod;
    if (found.from) row.from = iso(*found.from);
    if (found.to) row.to = iso(*found.to);
    row.vague = found.vague;
    row.modifier_of_noun = qualifies_noun(tree, row.tokens);
    return row;
}

}  // namespace

void find_times(const Text& text, const Annotation& annotation, std::string_view published, DocumentType document,
                const Lexicon& lexicon, Mentions& found) {
    Grammar grammar(text, annotation, *lexicon.indexes().times, published, document);
    for (const Sentence& sentence : text.sentences) {
        for (int t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
            const auto time = grammar.at(t, sentence);
            if (!time || time->value.empty() || time->end <= t) continue;
            found.times.push_back(expression(text, annotation, *time));
            grammar.remember(*time, found.times.back().modifier_of_noun);
            t = time->end - 1;
        }
    }
}

}  // namespace dragoman::mentions
