// dragoman parse: text or CoNLL-U in, CoNLL-U out.
#include <cstdio>
#include <iostream>

#include "annotation/conllu.h"
#include "commands.h"
#include "input.h"
#include "knowledge.h"
#include "text/text.h"

namespace dragoman::cli {
namespace {

constexpr annotation::Wanted wanted{.morphology = true};

struct Options {
    std::vector<std::string> files;
    bool gold_tokens = false;
};

constexpr std::size_t part_size = 1 << 18;  // bytes read together, so that a text of any length takes little memory

/// From `at` to the end of a paragraph behind part_size bytes.
std::size_t part_end(std::string_view text, std::size_t at) {
    const bool utf16 = text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE");  // its parts would not say so
    if (utf16 || text.size() - at <= part_size) return text.size();
    for (const std::string_view mark : {"\n\n", "\n", " "}) {
        const std::size_t end = text.find(mark, at + part_size);
        if (end != std::string_view::npos && end - at < 4 * part_size) return end + mark.size();
    }
    std::size_t end = std::min(text.size(), at + part_size);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    return end;
}

void parse_text(const std::string& file, std::string_view bytes, const annotation::Model& model) {
    std::size_t sentences = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = part_end(bytes, at);
        const Text text = text::prepare(bytes.substr(at, end - at));
        for (const Note& note : text.notes) std::cerr << "dragoman: " << file << ": " << note.message << "\n";
        const std::string out =
            annotation::to_conllu(text, annotation::annotate(text, model, wanted), model, nullptr, sentences + 1);
        std::fwrite(out.data(), 1, out.size(), stdout);
        sentences += text.sentences.size();
        at = end;
    }
}

int parse_one(const std::string& file, bool gold_tokens, const annotation::Model& model) {
    auto bytes = read_input(file);
    if (!bytes) return complain(bytes.error()), 1;
    if (gold_tokens || annotation::is_conllu(*bytes)) {
        const auto given = annotation::read_conllu(*bytes, file);
        if (!given) return complain(given.error()), 1;
        const std::string out =
            annotation::to_conllu(given->text, annotation::annotate(given->text, model, wanted), model, &*given);
        std::fwrite(out.data(), 1, out.size(), stdout);
    } else {
        parse_text(file, *bytes, model);
    }
    return 0;
}

int run(const Options& o) {
    const Knowledge knowledge = Knowledge::embedded();
    const auto model = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    if (!model.usable()) return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    int failed = 0;
    for (const std::string& file : o.files) failed |= parse_one(file, o.gold_tokens, model);
    std::fflush(stdout);
    return o.files.size() == 1 && failed ? 2 : failed;
}

}  // namespace

void add_parse(Commands& commands) {
    auto* command = commands.app.add_subcommand(
        "parse", "Tag, lemmatise, parse and find names; print CoNLL-U (Universal Dependencies)");
    auto options = std::make_shared<Options>();
    command
        ->add_option("FILE", options->files,
                     "Plain text, or CoNLL-U, whose words and sentences are kept and whose other columns are not\n"
                     "looked at; - for standard input")
        ->required();
    command->add_flag("--gold-tokens", options->gold_tokens,
                      "Take the input for CoNLL-U whatever it looks like (a wrong line is then an error)");
    command->footer(
        "Universal tags and relations, Penn tags in XPOS, names in MISC as Name=B-PER (PER, ORG, LOC, MISC).\n"
        "Blank lines part paragraphs of a text.\n\n"
        "Example:\n  echo 'Peru will open a crossing to Chile by 30 June, the minister said.' | dragoman parse -");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
