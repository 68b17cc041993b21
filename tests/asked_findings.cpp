#include <fmt/format.h>

#include <iterator>

#include "findings/lexicon.h"
#include "findings/statements/borders.h"
#include "told.h"

namespace dragoman {
namespace {

using namespace findings;

template <class... Args>
void put(std::string& out, fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out), form, std::forward<Args>(args)...);
}

std::string of(TokenRange r) { return r.empty() ? "-" : fmt::format("{}-{}", r.begin, r.end); }

std::string ids(const EntityIds& all) {
    std::string told;
    for (EntityId id : all) told += fmt::format("+{}", id);
    return told;
}

void put_source(const Source& s, std::string& out) {
    put(out, "{} {} {} {}{}{}; ", ids(s.speakers), s.head, s.channel, s.first_person, s.second_person, s.impersonal);
}

void put_content(const std::optional<Content>& c, std::string& out) {
    if (!c) return out += "none; ", void();
    for (TokenRange piece : c->pieces) put(out, "{} ", of(piece));
    put(out, "to {} as {} in {}; ", c->addressee, static_cast<int>(c->take), of(c->clause));
}

void put_draft(const Draft& d, const Text& text, std::string& out) {
    put(out, "draft {} {} {} {} by {} {} to {} {} cue {} {} {} {} {} {} ", d.sentence, d.source_head, d.dropped,
        ids(d.row.speakers), ids(d.row.by), ids(d.row.through), ids(d.row.to), static_cast<int>(d.row.form),
        d.row.cue_token, text.slice(d.row.cue), text.slice(d.row.source_words), d.row.channel, d.row.time, d.row.rule);
    for (TokenRange piece : d.content) put(out, "{} ", of(piece));
    for (Span span : d.row.evidence) put(out, "{}-{} ", span.begin, span.end);
    out += '\n';
}

/// All that is asked about the words of statements.
class Asking {
public:
    Asking(const Reading& r, std::string& out) : r_(r), out_(out) {}

    void at(int t, TokenRange sentence) {
        const Annotation& tree = r_.tree;
        const int end = sentence.end;
        const TokenRange before{sentence.begin, t}, behind{t + 1, end};
        put(out_, "{} {} {}{} {}", mention_at(r_, t), verb_after(r_, t, end), ids(entities_at(r_, t)),
            preposition_of(tree, t),
            is_mark(tree, t) + 2 * is_quote_mark(tree, t) + 4 * is_thing(r_, t) + 8 * denied(r_, t) +
                16 * is_per(tree, t, sentence.begin, end));
        if (tree.lower(t) == ",")
            put(out_, "{} {}{}; ", closing_cue(r_, t, end), past_aside(tree, t, end, true),
                past_aside(tree, t, end, false));
        if (is_mark(tree, t)) put(out_, "{}; ", own_cue_behind(r_, t, end));
        if (tree.is_noun(t) || tree.is_pronoun(t))
            put_source(source_of(r_, t), out_), put(out_, "{} {}; ", ids(named_author(r_, t)), ids(author_of(r_, t)));
        if (!before.empty()) pieces(before);
        if (!behind.empty()) pieces(behind);
        if (tree.is_verb(t)) verb(t, sentence);
        if (const Cue* cue = r_.lexicon.cue_at(tree, t)) at_cue(t, *cue, sentence);
        out_ += '\n';
    }

private:
    void pieces(TokenRange range) {
        const TokenRange rest = trimmed(r_, range);
        if (!(rest == range)) put(out_, "{}; ", of(rest));
        if (const int quote = whole_quote(r_, range); quote >= 0) put(out_, "quote {}; ", quote);
        out_ += char('0' + holds_quote(r_, range) + 2 * is_title(r_, range) + 4 * is_bare_phrase(r_, range) +
                     8 * sets_scene(r_, range));
    }

    void verb(int t, TokenRange sentence) {
        const Subject subject = subject_of(r_, t);
        put(out_, "subject {} {} {}{}{}{}{} {} {}; ", subject.head, subject.passive, goes_on_to(r_.tree, t),
            unreal(r_, t), is_no_saying(r_, t), is_reporting(r_, t), has_subject(r_.tree, t), participle_above(r_, t),
            r_.negated(t));
        put_source(source_beside(r_, t, sentence), out_);
        const int above = r_.tree.head[t];
        if (above < 0) return;
        if (r_.tree.dep[t] == Dep::conj) put(out_, "main {}; ", main_verb(r_.tree, above, t));
        if (r_.tree.is_verb(above)) put(out_, "told {}; ", told_of_state(r_, above, t));
    }

    void at_cue(int t, const Cue& cue, TokenRange sentence) {
        const int end = sentence.end;
        const Subject subject = subject_of(r_, t);
        const Source source = subject.head >= 0 ? source_of(r_, subject.head) : source_beside(r_, t, sentence);
        for (const bool tells : {false, true}) put_source(speaks_on(r_, source, tells), out_);
        for (const bool passive : {false, true}) {
            const auto content = content_of(r_, t, cue, passive);
            put_content(content, out_);
            put(out_, "{}; ", makes_plain(r_, t, cue, source, passive));
            if (!content || content->pieces.empty()) continue;
            put(out_, "{} {} {} {}; ", is_no_view(r_, t, cue, *content),
                ids(tells_of_itself(r_, source, content->pieces[0])), ids(teller_of(r_, source, content->pieces[0])),
                ids(not_named_in(r_, source, content->pieces)));
        }
        put_content(clause_content(r_, t, cue), out_);
        const auto right = clause_right(r_, t, cue);
        put(out_, "{} {} {} {} {} {} {}\n", of(right.value_or(TokenRange{})), right ? clause_begin(r_, t, *right) : -1,
            turn_back(r_, t, {t + 1, end}), closing_dash(r_, t, end), of(goes_on_behind_cue(r_, t, end)),
            over_phrases(r_, t, end), speech_cue(r_, t) != nullptr);
        for (int c = r_.tree.first_child[t]; c >= 0; c = r_.tree.next_sibling[c])
            put(out_, "{} {} {}; ", content_end(r_, t, c, false), content_end(r_, t, c, true), after_comma(r_.tree, c));
    }

    const Reading& r_;
    std::string& out_;
};

std::uint64_t features_of(const FeatureSink& sink) {
    std::uint64_t all = 0;
    for (std::uint32_t hash : sink.hashes) all = (all ^ hash) * 1099511628211ull;
    return all;
}

void ask_view(const FigureModel& model, const FigureView& view, const Measured& measured, const Periods& periods,
              std::string& out) {
    const Clause& c = view.clause;
    FeatureSink sink;
    role_features(view, sink);
    put(out, "view {} {} clause {} {} {} {} {} {} {} of {} role {:x}", view.index, view.left_out, c.head, c.noun,
        c.preposition, c.predicate, c.subject, c.as_subject, c.object, of(view.of), features_of(sink));
    for (const std::int32_t sum : model.role_scores(sink.hashes)) put(out, " {}", sum);
    for (const OfCandidate& candidate : of_candidates(view, measured)) {
        sink.hashes.clear(), of_features(view, candidate, sink);
        put(out, "\n  of {} {} {:x} {} {:x} {}", of(candidate.tokens), candidate.head, candidate.sources,
            static_cast<int>(candidate.form), features_of(sink), model.of_score(sink.hashes));
    }
    for (const PeriodCandidate& candidate : period_candidates(view, periods)) {
        sink.hashes.clear(), period_features(view, candidate, sink);
        put(out, "\n  period {} {} {} {:x} {}", candidate.time, candidate.value, candidate.ruled, features_of(sink),
            model.period_score(sink.hashes));
    }
    const Roles roles(view.document, view.lexicon, view.found);
    findings::Figure again = view.figure();
    roles.set_role(again, view.amount(), c);
    put(out, "\n  {} {} {} {} {} {}", again.role, again.direction, roles.people_in(view.amount(), c),
        roles.before_comparator(view.amount()), roles.names_race(view.amount()), of(roles.of_output(view.amount())));
    if (!view.of.empty()) put(out, " trimmed {}", of(measured.trimmed(view.of, view.amount())));
    for (int t = 0; t < static_cast<int>(view.document.mentions.times.size()); ++t) {
        const TimeExpression& time = view.document.mentions.times[t];
        put(out, "\n  at {} {} {}", periods.value_with(t), periods.dates_another(time, view.amount()),
            periods.is_compared(time));
    }
    for (const std::string_view role : figure_roles) {
        findings::Figure other = view.figure();
        other.role = role;
        const TokenRange settled = measured.settled(other, view.amount(), c, view.of);
        measured.propose(other, view.amount(), c, [&](TokenRange range, OfSource source) {
            if (!range.empty()) put(out, " {} {}", static_cast<int>(source), of(range));
        });
        put(out, " {}", of(measured.of(other, view.amount(), c, c.predicate)));
        put(out, "\n  as {} {} {}", role, of(settled), periods.of(other, view.amount(), c, settled));
    }
    out += '\n';
}

}  // namespace

void ask_statements(const Reader& reader, const ReadText& read, const Mentions& mentions, std::string_view published,
                    std::string& out) {
    const Document document{read.text, read.annotation, mentions, published};
    Reading r(document, *reader.findings.indexes().statements);
    read_transcript(r);
    read_blocks(r);
    int next_quote = 0;
    for (int s = 0; s < static_cast<int>(read.text.sentences.size()); ++s)
        read_quotes(r, s, next_quote), read_cues(r, s);
    read_free_indirect(r);
    for (const Draft& draft : r.drafts) put_draft(draft, read.text, out);
    for (const Reading::Author& author : r.authors) put(out, "author {} {}\n", author.noun, ids(author.entities));
    for (int t = 0; t < r.size(); ++t)
        put(out, "{} {} {} {};", r.quote_of[t], r.mention_over[t], r.direct_of[t], static_cast<int>(r.spent[t]));
    out += '\n';
    Asking asking(r, out);
    for (const Sentence& sentence : read.text.sentences)
        for (int t = sentence.tokens.begin; t < sentence.tokens.end; ++t) asking.at(t, sentence.tokens);
}

void ask_figures(const Reader& reader, const ReadText& read, const Mentions& mentions, const Findings& findings,
                 std::string_view published, std::string& out) {
    Document document{read.text, read.annotation, mentions, published};
    document.figures = &reader.figures;
    const FigureLexicon& lexicon = *reader.findings.indexes().figures;
    Findings found = findings;
    found.figures.clear();
    FigureReadings all = read_figures(document, lexicon, found);
    found.figures = all.figures;
    const Measured measured(document, lexicon, found);
    const Periods periods(document, lexicon, found);
    for (const FigureView& view : figure_views(document, lexicon, found, all.left_out))
        ask_view(reader.figures, view, measured, periods, out);
    for (int same : all.same) put(out, "{} ", same);
    found.figures = all.without_left_out();
    link_figures(document, found);
    tell_findings(read.text, found, out);
    found.figures = choose(document, lexicon, reader.figures, all, found);
    link_figures(document, found);
    tell_findings(read.text, found, out);
    for (int t = 0; t < read.annotation.size(); ++t) {
        put(out, "{} {}", of(noun_phrase(read.annotation, t)), behind_brackets(read.annotation, t));
        if (read.annotation.is_pronoun(t)) put(out, " means {}", referent(document, t));
        put(out, " {};", ids(actors_of(document, found, t)));
    }
    out += '\n';
}

}  // namespace dragoman
