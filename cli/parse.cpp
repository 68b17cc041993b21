// dragoman parse: text or CoNLL-U in, CoNLL-U out.
#include <cstdio>
#include <iostream>
#include <optional>

#include "annotation/conllu.h"
#include "commands.h"
#include "input.h"
#include "knowledge/knowledge.h"
#include "mentions/corefud.h"
#include "text/text.h"

namespace dragoman::cli {
namespace {

constexpr annotation::Wanted wanted{.morphology = true};

struct Options {
    std::vector<std::string> files;
    bool gold_tokens = false;
    bool entities = false;
};

/// What reads the texts: the model, and with entities the knowledge of their names.
struct Readers {
    annotation::Model model;
    std::optional<mentions::Lexicon> lexicon;

    /// MISC fields of the entities; nothing when they are not asked for.
    std::vector<std::string> entities(const Text& text, const Annotation& annotation) const {
        if (!lexicon) return {};
        return mentions::to_corefud(annotation, mentions::find(text, annotation, "", *lexicon));
    }
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

void print(const std::string& out) { std::fwrite(out.data(), 1, out.size(), stdout); }

void parse_text(const std::string& file, std::string_view bytes, const Readers& with) {
    std::size_t sentences = 0;
    if (with.lexicon) print("# newdoc id = " + file + "\n" + std::string(mentions::corefud_fields));
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = part_end(bytes, at);
        const Text text = text::prepare(bytes.substr(at, end - at));
        for (const Note& note : text.notes) std::cerr << "dragoman: " << file << ": " << note.message << "\n";
        const Annotation annotation = annotation::annotate(text, with.model, wanted);
        print(annotation::to_conllu(text, annotation, with.model, nullptr, sentences + 1,
                                    with.entities(text, annotation)));
        sentences += text.sentences.size();
        at = end;
    }
}

/// In place of the comment that says how the given file's entities are written.
void name_fields(annotation::GivenWords& given) {
    for (std::string& comment : given.comments)
        if (const std::size_t at = comment.find("# global.Entity"); at != std::string::npos)
            comment.erase(at, comment.find('\n', at) + 1 - at);
    if (given.comments.empty()) return;
    std::string& first = given.comments.front();
    const std::size_t document = first.find("# newdoc");
    first.insert(document == std::string::npos ? 0 : first.find('\n', document) + 1, mentions::corefud_fields);
}

int parse_one(const std::string& file, bool gold_tokens, const Readers& with) {
    auto bytes = read_input(file);
    if (!bytes) return complain(bytes.error()), 1;
    if (gold_tokens || annotation::is_conllu(*bytes)) {
        auto given = annotation::read_conllu(*bytes, file);
        if (!given) return complain(given.error()), 1;
        if (with.lexicon) name_fields(*given);
        const Annotation annotation = annotation::annotate(given->text, with.model, wanted);
        print(annotation::to_conllu(given->text, annotation, with.model, &*given, 1,
                                    with.entities(given->text, annotation)));
    } else {
        parse_text(file, *bytes, with);
    }
    return 0;
}

int run(const Options& o) {
    const Knowledge knowledge = Knowledge::embedded();
    Readers with{annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas")), {}};
    if (o.entities) with.lexicon = mentions::Lexicon::build(knowledge);
    if (!with.model.usable())
        return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    int failed = 0;
    for (const std::string& file : o.files) failed |= parse_one(file, o.gold_tokens, with);
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
    command->add_flag("--entities", options->entities,
                      "Add who and what is meant: Entity in MISC, in the form of CorefUD. A file is one document");
    command->footer(
        "Universal tags and relations, Penn tags in XPOS, names in MISC as Name=B-PER (PER, ORG, LOC, MISC).\n"
        "Blank lines part paragraphs of a text. With --entities a mention opens as (entity-type-head-kind and closes\n"
        "as entity); SplitAnte tells whom \"the pair\" means.\n\n"
        "Example:\n  echo 'Peru will open a crossing to Chile by 30 June, the minister said.' | dragoman parse -");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
