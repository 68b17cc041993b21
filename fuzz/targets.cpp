#include "targets.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "annotation/conllu.h"
#include "annotation/encoder/encoder.h"
#include "archive/inputs.h"
#include "dragoman/engine.h"
#include "follow/robots.h"
#include "ingest/ingest.h"
#include "knowledge/columns.h"
#include "record/record.h"
#include "serve/site.h"
#include "sha256.h"
#include "stages.h"
#include "story/feeds/feeds.h"
#include "story/page/page.h"
#include "story/story.h"
#include "verify.h"

namespace dragoman::fuzz {
namespace {

/// What must hold. Not assert: the replay runs in release builds too.
void must(bool holds, std::string_view what) {
    if (holds) return;
    std::fprintf(stderr, "must hold: %.*s\n", static_cast<int>(what.size()), what.data());
    std::abort();
}

const Engine& engine() {
    static const Engine engine = Engine::load();
    return engine;
}

/// Every invariant of every stage, every span sliced back; the record survives its JSON.
void read_whole(const Story& story) {
    const Stages stages = engine().read_stages(story);
    for (const std::string& breach : verify(stages)) must(false, breach);
    for (const std::string& breach : record::check(stages.record)) must(false, breach);
    const std::string json = record::to_json(stages.record);
    const auto again = record::from_json(json);
    must(bool(again), "a record's JSON can be read");
    must(record::to_json(*again) == json, "a record survives its JSON");
}

void fuzz_text(std::string_view bytes) {
    Story story;
    if (!bytes.empty() && bytes[0] % 4) story.published = "2024-05-03";
    story.text = bytes.substr(std::min<std::size_t>(bytes.size(), 1));
    if (!bytes.empty() && bytes[0] % 8 > 3) story.document = DocumentType::colloquial;
    read_whole(story);
}

/// Structure for the grammars of numbers, times, speech and acts: each byte is one of these words.
constexpr std::string_view words[] = {
    "one",        "two",       "twenty",    "hundred",  "thousand",  "million",  "billion",   "dozen",     "dozens",
    "half",       "third",     "quarter",   "and",      "a",         "the",      "1",         "2",         "12",
    "30",         "31",        "1990",      "2024",     "1,000",     "3.5",      "1/2",       "-",         "–",
    "to",         "from",      "of",        "in",       "on",        "at",       "by",        "per",       "than",
    "more",       "less",      "over",      "about",    "up",        "down",     "rose",      "fell",      "percent",
    "%",          "US$",       "$",         "€",        "dollars",   "euros",    "tonnes",    "km",        "barrels",
    "January",    "March",     "May",       "June",     "September", "Monday",   "Friday",    "day",       "week",
    "month",      "year",      "years",     "decade",   "century",   "last",     "next",      "this",      "ago",
    "before",     "after",     "later",     "earlier",  "since",     "until",    "between",   "during",    "first",
    "second",     "21st",      "early",     "late",     "mid",       "end",      "noon",      "p.m.",      "5:30",
    "GMT",        "today",     "yesterday", "tomorrow", "spring",    "quarter",  "fiscal",    "AD",        "BC",
    "'s",         ",",         ".",         "\n\n",     "\"",        "“",        "”",         "'",         "‘",
    "’",          "(",         ")",         ":",        ";",         "?",        "said",      "says",      "told",
    "that",       "he",        "she",       "they",     "it",        "we",       "I",         "his",       "their",
    "who",        "which",     "will",      "would",    "not",       "no",       "never",     "promised",  "vowed",
    "pledged",    "agreed",    "plans",     "wants",    "urged",     "denied",   "praised",   "condemned", "supports",
    "opposes",    "rejected",  "killed",    "injured",  "attacked",  "met",      "visited",   "signed",    "sent",
    "seized",     "arrested",  "people",    "soldiers", "rebels",    "minister", "president", "Foreign",   "Ministry",
    "government", "spokesman", "according", "Peru",     "Chile",     "China",    "Russia",    "Peruvian",  "Chinese",
    "Lima",       "Santiago",  "Moscow",    "Xi",       "Jinping",   "Hugo",     "Palma",     "Ana",       "Soto",
    "United",     "Nations",   "Mr.",       "Gen.",     "No.",       "U.S.",     "both",      "sides",     "pair",
    "two",        "each",      "other",     "trade",    "exports",   "talks",    "deal",      "plan",      "aid",
    "sanctions",  "open",      "close",     "withdraw", "if",        "because",  "while",     "as",        "with",
    "for",        "against",   "between",   "under",    "been",      "has",      "had",       "was",       "were",
    "is",         "are",       "be",        "being",    "do",        "did",      "can",       "could",     "should",
    "must",       "may",       "—",         "…",        "x",         "é",        "\t",        "/",         "No",
    "Q1"};

void fuzz_words(std::string_view bytes) {
    Story story;
    story.published = "2024-05-03";
    for (const unsigned char byte : bytes) {
        const std::string_view word = words[byte % std::size(words)];
        const bool glued =
            byte >= std::size(words) || std::string_view(".,;:?)”’%").find(word) != std::string_view::npos;
        if (!glued && !story.text.empty()) story.text += ' ';
        story.text += word;
    }
    read_whole(story);
    story.document = DocumentType::colloquial;
    read_whole(story);
}

void fuzz_story(std::string_view bytes) {
    for (const char* type : {"", "text/html"}) {
        const auto stories = story::stories_of(bytes, {.where = "fuzz", .content_type = type});
        if (!stories) continue;
        int left = 2;  // read whole; the rest is only made
        for (const Story& story : *stories) {
            must(story.published.empty() || story::is_date(story.published), "a date is ISO 8601");
            if (left-- > 0 && story.text.size() < 4096) read_whole(story);
        }
    }
}

void fuzz_page(std::string_view bytes) {
    using namespace story::page;
    const Page page = read_page(bytes, {.where = "fuzz", .url = "http://a.example/2024/05/03/b"});
    for (const Paragraph& paragraph : page.body.paragraphs)
        for (const Span span :
             spans_in_page(page.html, paragraph, {0, static_cast<std::uint32_t>(paragraph.text.size())})) {
            must(span.begin <= span.end && span.end <= page.html.size(), "a paragraph's bytes lie in the page");
            const Span raw = page.in_bytes(span);
            must(raw.begin <= raw.end && raw.end <= bytes.size(), "they lie in the bytes as they came");
        }
}

void fuzz_feed(std::string_view bytes) {
    using namespace story::feeds;
    const auto feed = parse_feed(bytes, {.where = "fuzz", .url = "http://a.example/feed"});
    if (!feed) return;
    for (const Entry& entry : feed->entries) {
        (void)text_of(entry.content);
        (void)text_of(entry.summary);
        if (const auto story = story_of(*feed, entry)) must(!story->text.empty(), "a story has a text");
    }
}

/// Through a file in memory, as the inputs are files; DuckDB's own reading of Parquet is not ours to fuzz.
void fuzz_archive(std::string_view bytes) {
    if (bytes.starts_with("PAR1") || bytes.size() > (1 << 20)) return;
    static const int file = memfd_create("fuzz", 0);
    static const std::string path = fmt::format("/proc/self/fd/{}", file);
    must(ftruncate(file, 0) == 0 && pwrite(file, bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()),
         "the file can be written");
    archive::Inputs::Options options;
    options.limits.document = 1 << 20;
    options.list_passed_over = true;
    archive::Inputs inputs({path}, options);
    std::size_t documents = 0;
    while (const auto document = inputs.next()) {
        must(document->bytes.size() <= options.limits.document, "a document keeps to its limit");
        must(++documents <= 2 * bytes.size() * 1000 + 16, "documents are not endless");
    }
}

/// Laid over the smaller tables: to read all of them anew would be most of the time.
void fuzz_knowledge(std::string_view bytes) {
    static constexpr const char* names[] = {"cues.tsv",         "units.tsv",  "states.tsv",
                                            "time_phrases.tsv", "frames.tsv", "common_words.tsv"};
    if (bytes.empty()) return;
    const std::string name = names[static_cast<unsigned char>(bytes[0]) % std::size(names)];
    const std::string text(bytes.substr(1));
    const Table table(name, text);
    for (int row = 0; row < table.rows(); ++row)
        for (int column = -1; column < 40; ++column) (void)table.at(row, column);
    const Knowledge knowledge = Knowledge::with({{name, text}});
    for (const KnowledgeFault& fault : knowledge.faults()) must(!fault.what.empty(), "a fault is said");
    if (text.size() < 200) {  // seldom: takes its time
        const Engine engine = Engine::load({{name, text}});
        Story story;
        story.text = "Peru said on Monday that it would pay 5 percent.";
        must(record::check(engine.read(story)).empty(), "own knowledge breaks no record");
    }
}

void fuzz_record(std::string_view bytes) {
    const auto record = record::from_json(bytes);
    if (!record) return must(!record.error().what.empty(), "what is wrong is said");
    const std::string json = record::to_json(*record);
    const auto again = record::from_json(json);
    must(again && record::to_json(*again) == json, "what was read can be written and read");
    (void)record::check(*record);
}

void fuzz_conllu(std::string_view bytes) {
    if (const auto given = annotation::read_conllu(bytes, "fuzz"))
        for (const Token& token : given->text.tokens)
            must(token.begin <= token.end && token.end <= given->text.body.size(), "words lie in the text");
}

void fuzz_robots(std::string_view bytes) {
    const auto robots = follow::Robots::read(bytes, "dragoman");
    for (const std::string_view path : {std::string_view("/a/b?c=d"), bytes.substr(0, 200)}) (void)robots.allows(path);
}

/// Requests against a small store; one line each for method, target, content type and token, then the body.
void fuzz_request(std::string_view bytes) {
    static serve::Site& site = [&]() -> serve::Site& {
        const auto folder = std::filesystem::temp_directory_path() / fmt::format("dragoman_fuzz_{}", getpid());
        std::filesystem::create_directories(folder);
        const std::string file = (folder / "x.duckdb").string();
        {
            std::ofstream(folder / "a.txt")
                << "Peru will open a port by 30 June, Hugo Palma said. Trade with Chile rose 5 percent.\n";
            auto store = store::Store::open_to_write(file);
            must(store && ingest::run(*store, engine(), {.paths = {(folder / "a.txt").string()}}) && store->join(),
                 "a store can be made");
        }
        auto store = store::Store::open_to_read(file);
        must(bool(store), "a store can be opened");
        std::filesystem::remove_all(folder);  // what is open stays readable
        return *new serve::Site(std::move(*store), engine(), serve::Site::Options{});
    }();
    std::string_view lines[4];
    for (std::string_view& line : lines) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        line = bytes.substr(0, end);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    serve::Request request{.method = lines[0].empty() ? "GET" : std::string(lines[0])};
    request.target = lines[1];
    request.content_type = lines[2];
    request.token = lines[3];
    request.body = bytes;
    const serve::Answer answer = site.answer(request);
    must(answer.status >= 200 && answer.status < 600, "an answer has a status");
    must(answer.status < 500, "no request breaks the server");
}

/// The head and tables of a model, its checksum made right so that more than that is met: the bytes are laid over the
/// model's own, the first two saying where.
void fuzz_model(std::string_view bytes) {
    annotation::Encoder whole;
    (void)whole.load(bytes);
    if (bytes.size() < 3) return;
    static const std::string original(embedded_model("encoder.bin").substr(0, 1 << 16));
    std::string patched = original;
    const std::size_t at = (static_cast<unsigned char>(bytes[0]) | static_cast<unsigned char>(bytes[1]) << 8) % 4096;
    const std::string_view patch = bytes.substr(2);
    patched.replace(at, std::min(patch.size(), patched.size() - at), patch.substr(0, patched.size() - at));
    const std::string digest = sha256_hex(std::string_view(patched).substr(0, patched.size() - 32));
    for (std::size_t i = 0; i < 32; ++i)
        patched[patched.size() - 32 + i] = static_cast<char>(std::stoi(digest.substr(2 * i, 2), nullptr, 16));
    annotation::Encoder encoder;
    (void)encoder.load(patched);
}

constexpr Target all[] = {{"text", fuzz_text},           {"words", fuzz_words},     {"story", fuzz_story},
                          {"page", fuzz_page},           {"feed", fuzz_feed},       {"archive", fuzz_archive},
                          {"knowledge", fuzz_knowledge}, {"record", fuzz_record},   {"conllu", fuzz_conllu},
                          {"robots", fuzz_robots},       {"request", fuzz_request}, {"model", fuzz_model}};

}  // namespace

std::span<const Target> targets() { return all; }

const Target* target_of(std::string_view name) {
    for (const Target& target : all)
        if (target.name == name) return &target;
    return nullptr;
}

}  // namespace dragoman::fuzz
