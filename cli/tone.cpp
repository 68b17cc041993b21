// dragoman tone: how each sentence of a story speaks of whom it names.
#include <algorithm>
#include <iostream>
#include <map>

#include "commands.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "findings/lexicon.h"
#include "findings/tone/tone.h"
#include "input.h"
#include "knowledge/knowledge.h"
#include "places.h"
#include "record/scalars.h"
#include "stages.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

using findings::Tone;
using findings::ToneReading;
using findings::ToneTarget;

struct Options {
    std::string file;
    bool sum = false;
    std::vector<std::string> knowledge;
};

double rounded(double value) {
    return static_cast<double>(static_cast<int>(value * 100 + (value < 0 ? -0.5 : 0.5))) / 100;
}

/// One line of JSON for each entity that the words mean.
void print(const Stages& s, const Places& places, const ToneTarget& target, const ToneReading& reading) {
    for (EntityId id : target.entities) {
        std::string json = "{\"who\":";
        record::append_json_string(json, s.mentions.entities[id].name);
        json += ",\"tone\":\"" + std::string(findings::tone_names[static_cast<std::size_t>(reading.tone)]) +
                "\",\"chances\":{";
        for (std::size_t i = 0; i < reading.chances.size(); ++i) {
            json += (i ? ",\"" : "\"") + std::string(findings::tone_names[i]) + "\":";
            record::append_number(json, rounded(reading.chances[i]));
        }
        json += "},";
        places.append_members(json, target.tokens);
        json += ",\"sentence\":";
        places.append(json, s.text.sentences[s.text.sentence_of(target.tokens.begin)].tokens);
        std::cout << json << "}\n";
    }
}

struct Sum {
    int counts[3] = {};
    double balance = 0;
    int total() const { return counts[0] + counts[1] + counts[2]; }
};

/// A line for each of those named, who is named most first.
void print_sums(const Stages& s, const std::map<EntityId, Sum>& sums) {
    std::vector<EntityId> order;
    for (const auto& [id, sum] : sums) order.push_back(id);
    std::stable_sort(order.begin(), order.end(),
                     [&](EntityId a, EntityId b) { return sums.at(a).total() > sums.at(b).total(); });
    for (EntityId id : order) {
        const Sum& sum = sums.at(id);
        std::string json = "{\"who\":";
        record::append_json_string(json, s.mentions.entities[id].name);
        for (std::size_t i = 0; i < findings::tone_names.size(); ++i)
            json += ",\"" + std::string(findings::tone_names[i]) + "\":" + std::to_string(sum.counts[i]);
        json += ",\"balance\":";
        record::append_number(json, rounded(sum.balance / sum.total()));
        std::cout << json << "}\n";
    }
}

int run(const Options& o) {
    auto bytes = read_input(o.file);
    if (!bytes) return complain(bytes.error()), 2;
    const auto engine = load_engine(o.knowledge);
    if (!engine) return complain(engine.error()), 2;
    const auto model = findings::load_tone_model(embedded_model("tone.bin"));
    if (!model.usable()) return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    const auto story = story::parse(*bytes, {.where = o.file});
    if (!story) return complain(story.error()), 2;
    const Stages s = engine->read_stages(*story);
    const auto lexicon = findings::Lexicon::build(Knowledge::embedded());
    const findings::Document document{s.text, s.annotation, s.mentions, story->published};
    const findings::ToneReader reader(document, lexicon, s.findings);
    const Places places(s.text, story->text);
    std::map<EntityId, Sum> sums;
    for (const ToneTarget& target : reader.targets()) {
        const ToneReading reading = reader.read(target, model);
        if (!o.sum) print(s, places, target, reading);
        for (EntityId id : target.entities) {
            ++sums[id].counts[static_cast<int>(reading.tone)];
            sums[id].balance += reading.chances[2] - reading.chances[0];
        }
    }
    if (o.sum) print_sums(s, sums);
    return 0;
}

}  // namespace

void add_tone(Commands& commands) {
    auto* command = commands.app.add_subcommand(
        "tone", "Tell how each sentence speaks of whom it names: well, ill or neither, as JSON lines");
    auto options = std::make_shared<Options>();
    command->add_option("FILE", options->file, "Plain text or story JSON; - for standard input")->required();
    command->add_flag("--sum", options->sum, "A line for each of those named instead of each time they are named");
    add_knowledge_option(*command, options->knowledge);
    command->footer(
        "A stance of a record is somebody's, and words carry it; tone is how a sentence as a whole makes a person, a "
        "body, a\n"
        "people or a state look, whoever speaks, as NewsMTSC draws it (Hamborg, Donnay 2021): by trained weights, "
        "always named,\n"
        "and wrong where the text is ironic or tells of good people in bad times. who: the entity. chances: of each "
        "tone. start,\n"
        "end, text: where the sentence names it, in code points. balance: the mean of positive less negative, from -1 "
        "to 1.\n\n"
        "Example:\n"
        "  echo 'Critics say the mayor wasted millions. The union praised Ana Ruiz for her courage.' | dragoman tone "
        "-");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
