#include "told.h"

#include <fmt/format.h>

#include <iterator>

namespace dragoman {
namespace {

template <class... Args>
void put(std::string& out, fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out), form, std::forward<Args>(args)...);
}

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; }

std::string ids(const EntityIds& of) {
    std::string all;
    for (EntityId id : of) put(all, "{}{}", all.empty() ? "" : "+", id);
    return all;
}

std::string spans(const Text& text, const std::vector<Span>& of) {
    std::string all;
    for (Span span : of) put(all, "{}{}:{}", all.empty() ? "" : " + ", span.begin, text.slice(span));
    return all;
}

void tell_amount(const Text& text, std::string_view kind, const Amount& a, std::string& out) {
    put(out, "{} [{}|{}-{}|head {}|{}|{}|{}|{}|{}|{}|{} {}|{}]\n", kind, text.slice(a.span), a.tokens.begin,
        a.tokens.end, a.head, number(a.value), number(a.max), a.unit, a.per, a.dimension, a.comparator,
        number(a.value_si), a.unit_si, a.counted ? "counted" : "");
}

}  // namespace

void tell_text(const Text& text, std::string& out) {
    put(out, "{}|{}", text.body, text.language);
    for (Span p : text.paragraphs) put(out, "\nparagraph {}-{}", p.begin, p.end);
    for (const Sentence& s : text.sentences)
        put(out, "\nsentence {}-{} of {}", s.tokens.begin, s.tokens.end, s.paragraph);
    out += "\ntokens";
    for (const Token& t : text.tokens) put(out, " {}-{}", t.begin, t.end);
    for (const Quote& q : text.quotes)
        put(out, "\nquote {}-{} {}-{} {}-{} in {} on {}{}{}", q.outer.begin, q.outer.end, q.inner.begin, q.inner.end,
            q.tokens.begin, q.tokens.end, q.parent, q.continues, q.closed ? " closed" : "", q.single ? " single" : "");
    for (const Note& n : text.notes) put(out, "\nnote {} {}", n.code, n.message);
    for (const Text::Step& s : text.steps) put(out, "\nstep {} {}", s.body, s.input);
    for (std::uint32_t at = 0; at <= text.body.size(); at += 7)
        put(out, " {} {}", text.input_offset(at), text.token_at(at));
    out += '\n';
}

void tell_times(const Text& text, const Mentions& found, std::string& out) {
    static constexpr std::string_view types[] = {"date", "time", "duration", "set"};
    for (const TimeExpression& t : found.times)
        put(out, "time [{}|{}-{}|{}|{}|{}|{}|{}|{}{}]\n", text.slice(t.span), t.tokens.begin, t.tokens.end,
            types[static_cast<int>(t.type)], t.value, t.mod, t.from, t.to, t.modifier_of_noun ? "of noun " : "",
            t.vague ? "vague" : "");
}

void tell_amounts(const Text& text, const Mentions& found, std::string& out) {
    for (const Amount& a : found.amounts) tell_amount(text, "amount", a, out);
    for (const Amount& a : found.numerals) tell_amount(text, "numeral", a, out);
}

void tell_findings(const Text& text, const Findings& found, std::string& out) {
    for (const findings::Statement& s : found.statements)
        put(out, "statement [{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|in {}|{}|{}]\n", ids(s.speakers), ids(s.by),
            ids(s.through), ids(s.to), static_cast<int>(s.form), spans(text, s.content), text.slice(s.cue), s.cue_token,
            text.slice(s.source_words), s.channel, s.time, s.parent, spans(text, s.evidence), s.rule);
    out += "statement of each word:";
    for (int s : found.statement_of_token) put(out, " {}", s);
    out += '\n';
    for (const findings::Group& g : found.groups)
        put(out, "group [{}|{}|{}|{}]\n", g.group, ids(g.members), text.slice(g.evidence), g.rule);
    for (const findings::Figure& f : found.figures)
        put(out, "figure [{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|base {}|{}|{}|{}]\n", f.amount, text.slice(f.span),
            number(f.value), number(f.max), f.comparator, f.unit, f.dimension, spans(text, f.of), f.role, f.direction,
            f.period, f.base, ids(f.by), f.statement, f.rule);
}

}  // namespace dragoman
