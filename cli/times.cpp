// dragoman times: the time expressions of texts with their TIMEX3 values.
#include <iostream>

#include "commands.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "input.h"
#include "story/story.h"
#include "story/timeml.h"

namespace dragoman::cli {
namespace {

struct TimesOptions {
    std::vector<std::string> files, knowledge;
    std::string published, format = "tsv";
    DocumentType document = DocumentType::news;
};

/// Where each code point of a text begins, and its end.
std::vector<std::size_t> code_points(std::string_view text) {
    std::vector<std::size_t> at;
    for (std::size_t byte = 0; byte < text.size(); ++byte)
        if ((static_cast<unsigned char>(text[byte]) & 0xC0) != 0x80) at.push_back(byte);
    at.push_back(text.size());
    return at;
}

void print_rows(const Record& record, const std::string& file) {
    for (const Time& time : record.times) {
        std::string text = time.text;
        for (char& c : text)
            if (static_cast<unsigned char>(c) < ' ') c = ' ';
        std::cout << file << "\t" << time.start << "\t" << time.end << "\t" << time.type << "\t" << time.value << "\t"
                  << time.mod << "\t" << time.from << "\t" << time.to << "\t" << text << "\n";
    }
}

std::string marked(const Record& record, std::string_view text) {
    const auto at = code_points(text);
    std::string xml;
    std::size_t done = 0;
    int number = 0;
    for (const Time& time : record.times) {
        if (time.end >= at.size()) continue;
        xml += story::xml_escaped(text.substr(done, at[time.start] - done));
        xml +=
            "<TIMEX3 tid=\"t" + std::to_string(++number) + "\" type=\"" + time.type + "\" value=\"" + time.value + "\"";
        if (!time.mod.empty()) xml += " mod=\"" + time.mod + "\"";
        xml += " functionInDocument=\"NONE\">" +
               story::xml_escaped(text.substr(at[time.start], at[time.end] - at[time.start]));
        xml += "</TIMEX3>";
        done = at[time.end];
    }
    return xml + story::xml_escaped(text.substr(done));
}

/// The document with its text marked; a text that was none becomes one.
void print_timeml(const Record& record, const Story& story, std::string_view bytes) {
    if (const auto timeml = story::read_timeml(bytes)) {
        std::cout << bytes.substr(0, timeml->begin) << marked(record, story.text) << bytes.substr(timeml->end);
        return;
    }
    std::cout << "<?xml version=\"1.0\" ?>\n<TimeML>\n<DOCID>" << story::xml_escaped(story.id)
              << "</DOCID>\n<DCT><TIMEX3 tid=\"t0\" "
              << "type=\"DATE\" value=\"" << story::xml_escaped(story.published)
              << "\" functionInDocument=\"CREATION_TIME\">" << story::xml_escaped(story.published)
              << "</TIMEX3></DCT>\n<TEXT>" << marked(record, story.text) << "</TEXT>\n</TimeML>\n";
}

int run(const TimesOptions& o) {
    if (!o.published.empty() && !story::is_date(o.published))
        return complain({"--published is no ISO 8601 date: " + o.published, "",
                         "Write it like 2024-05-03 or 2024-05-03T09:30:00Z."}),
               2;
    const auto engine = load_engine(o.knowledge);
    if (!engine) return complain(engine.error()), 2;
    int failed = 0;
    for (const std::string& file : o.files) {
        const auto bytes = read_input(file);
        auto story = bytes ? story::parse(*bytes, {.where = file}) : Result<Story>(bytes.error());
        if (!story) {
            complain(story.error());
            failed = 1;
            continue;
        }
        if (!o.published.empty()) story->published = o.published, story->published_from = "given";
        story->document = o.document;
        const Record record = engine->read(*story);
        o.format == "tsv" ? print_rows(record, file) : print_timeml(record, *story, *bytes);
    }
    std::cout.flush();
    return o.files.size() == 1 && failed ? 2 : failed;
}

}  // namespace

void add_times(Commands& commands) {
    auto* command =
        commands.app.add_subcommand("times", "Print the time expressions of texts with their TIMEX3 values");
    auto options = std::make_shared<TimesOptions>();
    command
        ->add_option("FILE", options->files,
                     "Plain text, story JSON or TimeML, whose own annotation is not looked at; - for standard input")
        ->required();
    command->add_option(
        "--published", options->published,
        "When the text appeared (ISO 8601): what \"yesterday\" is counted from, instead of what it says");
    command
        ->add_option(
            "--format", options->format,
            "tsv (file, start, end, type, value, mod, from, to, text), timeml (the document with TIMEX3 marked)")
        ->check(CLI::IsMember({"tsv", "timeml"}));
    add_document_option(*command, options->document);
    add_knowledge_option(*command, options->knowledge);
    command->footer(
        "start and end count code points; from and to are the first and last day. Types are DATE, TIME, DURATION, "
        "SET.\n"
        "A day without a publication date stays open: XXXX-11-03.\n\n"
        "Example:\n  echo 'The mayor resigned on Friday, three days after Easter.' | dragoman times - --published "
        "2024-04-08");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
