// No answer of the stages changes unseen, also where no record shows it: what text, times, quantities, statements and
// figures hand on and what their parts answer when they are asked at every word, of our own stories and of the same
// torn into texts that nobody would write (torn.h). A digest of each stage for each file of stories stands in
// tests/stages.tsv.
//
//     DRAGOMAN_UPDATE=1 build/release/dragoman_tests --gtest_filter='*Stages*'     writes the file anew
//     DRAGOMAN_TOLD=FOLDER …      writes the answers themselves, a file for each line, to compare those of two builds
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>

#include "own_stories.h"
#include "sha256.h"
#include "strung.h"
#include "told.h"

namespace dragoman {
namespace {

constexpr const char* kept = DRAGOMAN_SOURCE "/tests/stages.tsv";
constexpr std::string_view head =
    "# What the stages hand on of our own stories, whole and torn: a digest for each stage; written by "
    "stages_test.cpp.\n"
    "# columns: stories text times quantities statements figures\n";

constexpr int words_torn =
    300;  // of each story of the files that are about these stages, in as many tearings as that takes
constexpr int splicings = 4;  // for each story
constexpr int strung_texts = 5000;

struct Told {
    std::string text, times, quantities, statements, figures;
};

/// Reads on from the annotation and asks. Labels of attributions take their time.
void tell(const Reader& reader, const ReadText& read, const Story& story, bool labels, Told& told) {
    const Mentions mentions = mentions::find(read.text, read.annotation, story.published, reader.mentions, story.source,
                                             story.title, story.document);
    tell_times(read.text, mentions, told.times);
    ask_times(reader, read, story, told.times);
    tell_amounts(read.text, mentions, told.quantities);
    ask_quantities(reader, read, mentions, told.quantities);
    Findings found;
    found.statement_of_token.assign(read.text.tokens.size(), -1);
    const findings::Document document{read.text, read.annotation, mentions, story.published,
                                      labels ? &reader.attributions : nullptr};
    findings::find_statements(document, reader.findings, found);
    findings::find_groups(document, reader.findings, found);
    tell_findings(read.text, found, told.statements);
    ask_statements(reader, read, mentions, story.published, told.statements);
    ask_figures(reader, read, mentions, found, story.published, told.figures);
}

/// Times and quantities alone.
void tell_mentions(const Reader& reader, const ReadText& read, const Story& story, Told& told) {
    const Mentions found = times_and_amounts(reader, read, story);
    tell_times(read.text, found, told.times);
    ask_times(reader, read, story, told.times);
    tell_amounts(read.text, found, told.quantities);
    ask_quantities(reader, read, found, told.quantities);
}

/// All that is needed, loaded once.
struct Loaded {
    Reader reader;
    annotation::Model model = annotation::Model::load(embedded_model("encoder.bin"), reader.knowledge.table("lemmas"));
    std::map<std::string, std::vector<OwnStory>> files;

    Loaded() {
        std::vector<std::string> problems;
        for (OwnStory& own : own_stories(problems)) files[own.file].push_back(std::move(own));
    }
};

const Loaded& loaded() {
    static const Loaded all;
    return all;
}

/// Was a file written for what is asked here?
bool is_about(const std::string& file) {
    for (const char* topic : {"times", "figures", "statements", "amounts", "groups", "words", "bounds"})
        if (file.find(topic) != std::string::npos) return true;
    return false;
}

/// The stories of one file, whole and torn.
Told tell_file(const std::vector<OwnStory>& stories) {
    const auto& [reader, model, files] = loaded();
    const int most = is_about(stories.front().file) ? words_torn : words_torn / 4;
    std::vector<std::unique_ptr<const ReadText>> whole;
    std::vector<Hot> hot;
    Words words;
    Told told;
    for (const OwnStory& own : stories) {
        auto read = std::make_unique<ReadText>();
        read->text = text::prepare(own.story.text);
        read->annotation = annotation::annotate(read->text, model, {.states = true});
        tell_text(read->text, told.text);
        words.add(*read);
        const Mentions found = times_and_amounts(reader, *read, own.story);
        for (int t = 0; t < read->annotation.size(); ++t)
            if (found.time_of_token[t] >= 0 || found.amount_of_token[t] >= 0) hot.push_back({read.get(), t});
        whole.push_back(std::move(read));
    }
    for (std::size_t i = 0; i < stories.size(); ++i) {
        const Story& story = stories[i].story;
        tell(reader, *whole[i], story, false, told);
        Dice dice(story.text);
        const int tearings = std::clamp(most / std::max(1, whole[i]->annotation.size()), 2, 12);
        for (int round = 0; round < 2 * tearings; ++round)
            tell_text(text::prepare(torn_bytes(story.text, dice)), told.text);
        Story plans = story, undated = story;
        plans.document = DocumentType::colloquial, plans.published = "2024-12-31T14:20:00Z";
        undated.published.clear();
        const Story* told_as[] = {&story, &plans, &undated, &story};
        for (int round = 0; round < tearings; ++round)
            tell(reader, torn(*whole[i], words, dice), *told_as[round % 4], round == 0, told);
        for (int round = 0; round < splicings && !hot.empty(); ++round)
            tell_mentions(reader, spliced(hot, dice), *told_as[round % 4], told);
    }
    return told;
}

/// Texts of no file: what they were read from is drawn by lot.
Told tell_strung(const std::string& name) {
    const Reader& reader = loaded().reader;
    static const Strings strings(reader.knowledge);
    Told told;
    Dice dice(name);
    for (int n = 0; n < strung_texts; ++n) {
        Story story;
        if (n % 4 != 0)
            story.published = n % 4 == 1 ? "2024-05-15" : n % 4 == 2 ? "2024-12-31T14:20:00Z" : "2023-02-01";
        if (n % 3 == 0) story.document = DocumentType::colloquial;
        const ReadText read = strings.text(dice);
        tell_text(read.text, told.text);
        tell_mentions(reader, read, story, told);
        ask_digits(Strings::figures(dice), told.quantities);
    }
    return told;
}

std::string line_of(const std::string& file) {
    const bool strung = file.starts_with("strung");
    const Told told = strung ? tell_strung(file) : tell_file(loaded().files.at(file));
    std::string line = std::to_string(strung ? strung_texts : static_cast<int>(loaded().files.at(file).size()));
    const std::pair<const char*, const std::string*> stages[] = {{"text", &told.text},
                                                                 {"times", &told.times},
                                                                 {"quantities", &told.quantities},
                                                                 {"statements", &told.statements},
                                                                 {"figures", &told.figures}};
    for (const auto& [stage, answers] : stages) {
        line += "\t" + sha256_hex(*answers).substr(0, 12);
        if (const char* folder = std::getenv("DRAGOMAN_TOLD"))
            std::ofstream(fmt::format("{}/{} {}", folder, file, stage)) << *answers;
    }
    return line;
}

std::map<std::string, std::string> kept_lines() {
    std::map<std::string, std::string> lines;
    std::ifstream file(kept);
    for (std::string line; std::getline(file, line);)
        if (const auto tab = line.find('\t'); !line.starts_with('#') && tab != std::string::npos)
            lines[line.substr(0, tab)] = line.substr(tab + 1);
    return lines;
}

void keep(const std::string& file, const std::string& line) {
    auto lines = kept_lines();
    lines[file] = line;
    std::ofstream out(kept);
    out << head;
    for (const auto& [name, rest] : lines)
        if (name.starts_with("strung") || loaded().files.contains(name)) out << name << "\t" << rest << "\n";
}

class Stages : public testing::TestWithParam<std::string> {};

TEST_P(Stages, AnswerAsTheyDid) {
    const std::string line = line_of(GetParam());
    if (std::getenv("DRAGOMAN_UPDATE")) keep(GetParam(), line);
    EXPECT_EQ(kept_lines()[GetParam()], line) << "other answers; if they are meant, write tests/stages.tsv anew";
}

std::vector<std::string> names_of_files() {
    std::vector<std::string> problems, names = {"strung 1", "strung 2", "strung 3", "strung 4"};
    for (const OwnStory& own : own_stories(problems))
        if (names.empty() || names.back() != own.file) names.push_back(own.file);
    std::stable_partition(names.begin(), names.end(),
                          [](const auto& name) { return name != "readings"; });  // long ones
    return names;
}

std::string named(const testing::TestParamInfo<std::string>& file) {
    std::string name = file.param;
    std::erase_if(name, [](char c) { return c == ':'; });
    for (char& c : name)
        if (c == ' ' || c == '-') c = '_';
    return name;
}

INSTANTIATE_TEST_SUITE_P(OwnStories, Stages, testing::ValuesIn(names_of_files()), named);

}  // namespace
}  // namespace dragoman
