#include "verify.h"

namespace dragoman {
namespace {

class Verifier {
public:
    explicit Verifier(const Stages& stages) : s_(stages) {}

    std::vector<std::string> run() {
        text();
        annotation();
        mentions();
        findings();
        return std::move(wrong_);
    }

private:
    void expect(bool ok, const char* what, int index) {
        if (!ok) wrong_.push_back(std::string(what) + " " + std::to_string(index));
    }
    bool on_character(std::uint32_t at) const {
        return at == s_.text.body.size() ||
               (at < s_.text.body.size() && (static_cast<unsigned char>(s_.text.body[at]) & 0xC0) != 0x80);
    }
    bool inside(Span span) const {
        return span.begin <= span.end && on_character(span.begin) && on_character(span.end);
    }
    int tokens() const { return static_cast<int>(s_.text.tokens.size()); }
    bool inside(TokenRange r) const { return r.begin >= 0 && r.begin <= r.end && r.end <= tokens(); }

    void text() {
        std::uint32_t last = 0;
        for (int t = 0; t < tokens(); ++t) {
            const Span span = s_.text.span(t);
            expect(inside(span) && !span.empty() && span.begin >= last, "text: token out of order or place", t);
            last = span.end;
        }
        int next = 0;
        for (int i = 0; i < static_cast<int>(s_.text.sentences.size()); ++i) {
            const TokenRange r = s_.text.sentences[i].tokens;
            expect(r.begin == next && r.end > r.begin, "text: sentences do not tile the tokens at", i);
            next = r.end;
        }
        expect(next == tokens(), "text: tokens behind the last sentence", next);
        for (int q = 0; q < static_cast<int>(s_.text.quotes.size()); ++q) {
            const Quote& quote = s_.text.quotes[q];
            expect(inside(quote.outer) && inside(quote.inner) && quote.outer.contains(quote.inner) &&
                       quote.parent < q && quote.continues < q,
                   "text: quotation", q);
        }
    }

    void annotation() {
        const Annotation& a = s_.annotation;
        expect(a.size() == tokens(), "annotation: not one tag a token", a.size());
        if (a.size() != tokens()) return;
        for (const Sentence& sentence : s_.text.sentences) {
            int roots = 0;
            for (int t = sentence.tokens.begin; t < sentence.tokens.end; ++t) {
                const int h = a.head[t];
                roots += h < 0;
                expect(h < 0 || (sentence.tokens.contains(h) && h != t), "annotation: head out of the sentence", t);
                expect(a.left[t] <= t && t < a.right[t] && sentence.tokens.contains(a.subtree(t)),
                       "annotation: subtree", t);
                expect(h < 0 || TokenRange{a.left[h], a.right[h]}.contains(a.subtree(t)),
                       "annotation: child outside its head's subtree", t);
                int size = 1, child_before = -1;
                for (int c = a.first_child[t]; c >= 0; c = a.next_sibling[c]) {
                    expect(a.head[c] == t && c > child_before, "annotation: children", t);
                    size += a.right[c] - a.left[c];
                    child_before = c;
                }
                expect(size == a.right[t] - a.left[t], "annotation: not projective", t);
            }
            // Without usable weights nothing is parsed, and every token is a root.
            expect(roots == 1 || roots == sentence.tokens.size(), "annotation: roots of a sentence beginning at",
                   sentence.tokens.begin);
        }
    }

    bool known(const EntityIds& ids) const {
        for (EntityId id : ids)
            if (id < 0 || id >= static_cast<int>(s_.mentions.entities.size())) return false;
        return true;
    }

    void mentions() {
        const Mentions& m = s_.mentions;
        for (int i = 0; i < static_cast<int>(m.mentions.size()); ++i)
            expect(inside(m.mentions[i].tokens) && inside(m.mentions[i].span) && known(m.mentions[i].entities) &&
                       m.mentions[i].head >= 0 && m.mentions[i].head < tokens(),
                   "mentions: mention", i);
        std::uint32_t last = 0;
        for (int i = 0; i < static_cast<int>(m.times.size()); ++i) {
            expect(inside(m.times[i].span) && m.times[i].span.begin >= last && !m.times[i].value.empty(),
                   "mentions: time", i);
            last = m.times[i].span.end;
        }
        last = 0;
        for (int i = 0; i < static_cast<int>(m.amounts.size()); ++i) {
            expect(inside(m.amounts[i].span) && m.amounts[i].span.begin >= last, "mentions: amount", i);
            last = m.amounts[i].span.end;
        }
    }

    bool evidence(Span span) const { return inside(span) && !span.empty(); }
    bool statement(int index) const { return index >= -1 && index < static_cast<int>(s_.findings.statements.size()); }

    void findings() {
        const Findings& f = s_.findings;
        for (int i = 0; i < static_cast<int>(f.statements.size()); ++i) {
            const auto& r = f.statements[i];
            bool ok = !r.content.empty() && !r.evidence.empty() && !r.rule.empty() && known(r.speakers) &&
                      known(r.by) && known(r.through) && known(r.to) && statement(r.parent);
            for (Span span : r.content) ok &= evidence(span);
            for (Span span : r.evidence) ok &= evidence(span);
            expect(ok, "findings: statement", i);
        }
        for (int i = 0; i < static_cast<int>(f.events.size()); ++i) {
            const auto& r = f.events[i];
            expect(evidence(r.evidence) && !r.rule.empty() && !r.type.empty() && known(r.actors) &&
                       known(r.recipients) && statement(r.statement),
                   "findings: event", i);
        }
        for (int i = 0; i < static_cast<int>(f.figures.size()); ++i) {
            const auto& r = f.figures[i];
            expect(evidence(r.span) && !r.rule.empty() && known(r.by) && statement(r.statement) &&
                       r.base < static_cast<int>(f.figures.size()),
                   "findings: figure", i);
        }
        for (int i = 0; i < static_cast<int>(f.commitments.size()); ++i) {
            const auto& r = f.commitments[i];
            expect(evidence(r.evidence) && evidence(r.action) && !r.rule.empty() && known(r.by) && known(r.to) &&
                       statement(r.statement) && r.figure < static_cast<int>(f.figures.size()),
                   "findings: commitment", i);
        }
        for (int i = 0; i < static_cast<int>(f.stances.size()); ++i) {
            const auto& r = f.stances[i];
            expect(evidence(r.evidence) && !r.rule.empty() && known(r.holder) &&
                       (r.target >= 0 || evidence(r.target_words)),
                   "findings: stance", i);
        }
        for (int i = 0; i < static_cast<int>(f.groups.size()); ++i)
            expect(evidence(f.groups[i].evidence) && known({f.groups[i].group}) && known(f.groups[i].members) &&
                       !f.groups[i].members.empty(),
                   "findings: group", i);
    }

    const Stages& s_;
    std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> verify(const Stages& stages) { return Verifier(stages).run(); }

}  // namespace dragoman
