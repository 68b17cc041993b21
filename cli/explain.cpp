// dragoman explain: what every stage made of a story, and what decided each row.
#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "commands.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "input.h"
#include "stages.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

const char* type_name(EntityType type) {
    static constexpr const char* names[] = {"person", "country", "organization", "people", "place", "other"};
    return names[static_cast<int>(type)];
}

/// Control characters out: the output goes to terminals.
std::string shown(std::string_view text) {
    std::string out;
    for (char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return out;
}

std::string names_of(const Stages& s, const EntityIds& ids) {
    std::string out;
    for (EntityId id : ids) out += (out.empty() ? "" : ", ") + s.mentions.entities[id].name;
    return out.empty() ? "–" : shown(out);
}

void explain_text(const Stages& s) {
    std::cout << fmt::format("== text: {} bytes, {} paragraphs, {} sentences, {} tokens, {} quotations, language {}\n",
                             s.text.body.size(), s.text.paragraphs.size(), s.text.sentences.size(),
                             s.text.tokens.size(), s.text.quotes.size(), s.text.language);
    for (const Quote& q : s.text.quotes)
        std::cout << fmt::format("  quotation {}{}{}\n", shown(s.text.slice(q.inner)), q.closed ? "" : "  (not closed)",
                                 q.continues >= 0 ? "  (continues)" : "");
    for (const Note& n : s.text.notes) std::cout << "  note " << n.code << ": " << n.message << "\n";
}

void explain_annotation(const Stages& s) {
    const Annotation& a = s.annotation;
    std::cout << "\n== annotation: word, lemma, tag, head, relation; names in brackets\n";
    for (std::size_t i = 0; i < s.text.sentences.size(); ++i) {
        const TokenRange r = s.text.sentences[i].tokens;
        std::cout << fmt::format("  sentence {}\n", i + 1);
        for (int t = r.begin; t < r.end; ++t)
            std::cout << fmt::format("    {:>3} {:<18} {:<16} {:<5} {:>3} {}\n", t - r.begin + 1, shown(s.text.word(t)),
                                     shown(a.lemma(t)), name_of(a.tag[t]), a.head[t] < 0 ? 0 : a.head[t] - r.begin + 1,
                                     name_of(a.dep[t]));
    }
    static constexpr const char* kinds[] = {"person", "organization", "place", "other"};
    for (const Name& n : a.names)
        std::cout << fmt::format("  [{} {}]\n", kinds[static_cast<int>(n.type)],
                                 shown(s.text.slice(s.text.span(n.tokens))));
}

void explain_mentions(const Stages& s) {
    const Mentions& m = s.mentions;
    std::cout << "\n== mentions\n";
    for (const auto& t : m.times)
        std::cout << fmt::format("  time    {:<32} {}{}\n", shown(s.text.slice(t.span)), t.value,
                                 t.vague ? "  (vague)" : "");
    for (const auto& a : m.amounts)
        std::cout << fmt::format("  amount  {:<32} {} {} {}\n", shown(s.text.slice(a.span)), a.comparator,
                                 a.value ? fmt::format("{:.15g}", *a.value) : "some", a.unit);
    for (const auto& e : m.entities) {
        std::cout << fmt::format("  entity  {:<32} {} {} {} {}  rule {}\n", shown(e.name), type_name(e.type), e.country,
                                 e.sector, e.office, e.rule);
        std::string where;
        for (int i : e.mentions) where += (where.empty() ? "" : " | ") + shown(s.text.slice(m.mentions[i].span));
        if (e.mentions.size() > 1) std::cout << "            " << where << "\n";
    }
}

void explain_findings(const Stages& s) {
    const Findings& f = s.findings;
    const auto words = [&](Span span) { return shown(s.text.slice(span)); };
    std::cout << "\n== findings: each row with the rule that made it\n";
    for (const auto& r : f.statements) {
        std::cout << fmt::format("  statement   {}: ", names_of(s, r.speakers));
        for (Span c : r.content) std::cout << words(c) << " ";
        std::cout << fmt::format("\n              rule {}\n", r.rule);
    }
    for (const auto& r : f.events)
        std::cout << fmt::format("  event       {}/{} {} → {}: {}\n              rule {}, confidence {:.2f}\n", r.type,
                                 r.mode, names_of(s, r.actors), names_of(s, r.recipients), words(r.evidence), r.rule,
                                 r.confidence);
    for (const auto& r : f.figures) {
        std::cout << fmt::format("  figure      {} as {} of ", words(r.span), r.role);
        for (Span c : r.of) std::cout << words(c) << " ";
        std::cout << fmt::format("\n              rule {}\n", r.rule);
    }
    for (const auto& r : f.commitments)
        std::cout << fmt::format("  commitment  {} ({}): {}\n              rule {}\n", names_of(s, r.by), r.strength,
                                 words(r.action), r.rule);
    for (const auto& r : f.stances)
        std::cout << fmt::format(
            "  stance      {} {} {}: {}\n              rule {}\n", names_of(s, r.holder), r.against ? "against" : "for",
            r.target >= 0 ? names_of(s, {r.target}) : words(r.target_words), words(r.evidence), r.rule);
    for (const auto& r : f.groups)
        std::cout << fmt::format("  group       {} = {}: {}\n              rule {}\n", names_of(s, {r.group}),
                                 names_of(s, r.members), words(r.evidence), r.rule);
}

int run(const std::string& file, const std::string& published, const std::vector<std::string>& knowledge) {
    auto bytes = read_input(file);
    if (!bytes) return complain(bytes.error()), 2;
    auto story = story::parse(*bytes, {.where = file});
    if (!story) return complain(story.error()), 2;
    if (!published.empty()) story->published = published;
    const auto engine = load_engine(knowledge);
    if (!engine) return complain(engine.error()), 2;
    const Stages stages = engine->read_stages(*story);
    explain_text(stages);
    explain_annotation(stages);
    explain_mentions(stages);
    explain_findings(stages);
    std::cout << fmt::format("\n== record: {} entities kept, {} notes; engine {}, knowledge {}, model {}\n",
                             stages.record.entities.size(), stages.record.notes.size(), engine->versions().engine,
                             engine->versions().knowledge, engine->versions().model);
    for (const Note& n : stages.record.notes) std::cout << "  note " << n.code << ": " << n.message << "\n";
    std::cout.flush();
    return 0;
}

}  // namespace

void add_explain(Commands& commands) {
    auto* command =
        commands.app.add_subcommand("explain", "Show what every stage made of a story, and what decided each row");
    auto file = std::make_shared<std::string>();
    auto published = std::make_shared<std::string>();
    command->add_option("FILE", *file, "Plain text or story JSON; - for standard input")->required();
    command->add_option("--published", *published, "When the story appeared (ISO 8601)");
    auto folders = std::make_shared<std::vector<std::string>>();
    add_knowledge_option(*command, *folders);
    command->footer("Example:\n  dragoman explain examples/2025-03-14-crossing-promise.json");
    command->callback(
        [&commands, file, published, folders] { commands.run = [=] { return run(*file, *published, *folders); }; });
}

}  // namespace dragoman::cli
