// dragoman attributions: who says, thinks, wants or plans what, wider than the record's statements.
#include <iostream>

#include "commands.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "findings/attributions/joined.h"
#include "findings/lexicon.h"
#include "input.h"
#include "knowledge/knowledge.h"
#include "places.h"
#include "record/scalars.h"
#include "stages.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string file;
    std::vector<std::string> knowledge;
};

/// Whom the words of a source name: the longest mention whose head stands in them.
std::string name_of(const Stages& s, TokenRange source) {
    const Mention* best = nullptr;
    for (int t = source.begin; t < source.end; ++t) {
        const int index = s.mentions.mention_of_head[t];
        if (index < 0) continue;
        const Mention& mention = s.mentions.mentions[index];
        if (source.contains(mention.tokens) && !mention.entities.empty() &&
            (!best || mention.tokens.size() > best->tokens.size()))
            best = &mention;
    }
    return best ? s.mentions.entities[best->entities.front()].name : std::string();
}

void print(const Stages& s, std::string_view input, const std::vector<findings::Attribution>& attributions) {
    const Places places(s.text, input);
    for (const findings::Attribution& attribution : attributions) {
        std::string json = "{\"who\":";
        const std::string who = name_of(s, attribution.source);
        if (who.empty())
            json += "null";
        else
            record::append_json_string(json, who);
        json += ",\"source\":", places.append(json, attribution.source);
        json += ",\"cue\":", places.append(json, attribution.cue);
        json += ",\"content\":[";
        for (std::size_t i = 0; i < attribution.content.size(); ++i) {
            if (i) json += ',';
            places.append(json, attribution.content[i]);
        }
        json += "],\"chance\":";
        if (attribution.statement >= 0)
            json += "null";
        else
            record::append_number(json, static_cast<double>(static_cast<int>(attribution.chance * 100 + 0.5)) / 100);
        std::cout << json << "}\n";
    }
}

int run(const Options& o) {
    auto bytes = read_input(o.file);
    if (!bytes) return complain(bytes.error()), 2;
    const auto engine = load_engine(o.knowledge);
    if (!engine) return complain(engine.error()), 2;
    const auto labeller = findings::AttributionModel::load(embedded_model("attributions.bin"));
    if (!labeller.usable())
        return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    const auto story = story::parse(*bytes, {.where = o.file});
    if (!story) return complain(story.error()), 2;
    const Stages s = engine->read_stages(*story);
    const auto cues = findings::build_statements(Knowledge::embedded());
    const auto spans =
        findings::find_attributions(s.text, s.annotation, *cues, labeller, findings::paragraphs_of(s.text));
    print(s, story->text, findings::join_attributions(s.text, spans, s.findings));
    return 0;
}

}  // namespace

void add_attributions(Commands& commands) {
    auto* command = commands.app.add_subcommand(
        "attributions", "List who says, thinks, wants or plans what, as JSON lines: more than the record's statements");
    auto options = std::make_shared<Options>();
    command->add_option("FILE", options->file, "Plain text or story JSON; - for standard input")->required();
    add_knowledge_option(*command, options->knowledge);
    command->footer(
        "Statements of a record are utterances and published views of somebody who is told; these are all "
        "attributions\n"
        "as PolNeAR (Newell, Margolin, Ruths 2018) draws them: beliefs, wishes, plans, findings and topics too, for\n"
        "counting voices. who: the entity that the source's words name. source, cue, content: code points of the text\n"
        "and its words; content in pieces where the cue stands between them. chance: that the content has exactly "
        "these\n"
        "borders; null where it is direct speech that the record's rules alone found.\n\n"
        "Example:\n"
        "  echo 'Voters fear that prices will rise, a study by Lima University found.' | dragoman attributions -");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
