// dragoman archive: what is in files, folders and archives, before it is ingested.
#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "archive/inputs.h"
#include "archive/table.h"
#include "commands.h"
#include "input.h"
#include "sha256.h"

namespace dragoman::cli {
namespace {

/// A field of a line of TSV.
std::string plain(std::string_view text) {
    std::string result(text);
    for (char& c : result)
        if (static_cast<unsigned char>(c) < 32) c = ' ';
    return result;
}

std::string json(std::string_view text) {
    std::string result;
    archive::append_json(text, result);
    return result;
}

struct Listing {
    std::vector<std::string> paths;
    std::string format = "tsv";
    std::string map;
    bool hash = true;
};

void print(const archive::Document& document, const Listing& listing) {
    const std::string hash = listing.hash ? sha256_hex(document.bytes) : std::string();
    const std::string& why = document.error ? document.error->what : document.passed_over;
    const char* fate = document.error ? "error" : document.passed_over.empty() ? "document" : "passed over";
    const auto& context = document.context;
    std::cout << (listing.format == "json"
                      ? fmt::format(
                            "{{\"where\":{},\"fate\":\"{}\",\"why\":{},\"bytes\":{},\"sha256\":\"{}\",\"type\":{},"
                            "\"fetched\":{},\"url\":{}}}\n",
                            json(context.where), fate, json(why), document.bytes.size(), hash,
                            json(context.content_type), json(context.fetched), json(context.url))
                      : fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", plain(context.where), fate, plain(why),
                                    document.bytes.size(), hash, plain(context.content_type), plain(context.fetched),
                                    plain(context.url)));
}

int list(const Listing& listing) {
    auto mapping = story::Mapping::parse(listing.map);
    if (!mapping) return complain(mapping.error()), 2;
    archive::Inputs inputs(listing.paths, {.mapping = std::move(*mapping), .list_passed_over = true});
    if (listing.format == "tsv") std::cout << "where\tfate\twhy\tbytes\tsha256\ttype\tfetched\turl\n";
    std::size_t documents = 0, errors = 0;
    while (const auto document = inputs.next()) {
        print(*document, listing);
        if (document->error)
            ++errors;
        else
            documents += document->passed_over.empty();
    }
    std::cerr << fmt::format("{} documents, {} passed over, {} broken\n", documents, inputs.passed_over(), errors);
    for (const auto& [why, count] : inputs.passed_over_why())
        std::cerr << fmt::format("  passed over {}: {}\n", count, why);
    return errors > 0 ? 1 : 0;
}

}  // namespace

void add_archive(Commands& commands) {
    auto listing = std::make_shared<Listing>();
    auto* command = commands.app.add_subcommand(
        "archive", "List the documents in files, folders and archives, and what is passed over");
    command->add_option("paths", listing->paths, "Files, folders, or - for standard input")
        ->required()
        ->type_name("PATH");
    command->add_option("--format", listing->format, "tsv, or json: an object a line")
        ->check(CLI::IsMember({"tsv", "json"}))
        ->capture_default_str();
    command->add_option("--map", listing->map, "Columns of tables, as ingest takes them")->type_name("FIELD=NAME,…");
    command->add_flag("!--no-hash", listing->hash, "Leave the SHA-256 of each document out");
    command->footer(
        "Looks into gzip, zstd, bzip2, xz, lz4, zip, tar, WARC, ARC, JSON lines and lists, CSV, TSV and Parquet.\n"
        "Example:\n  dragoman archive examples");
    command->callback([&commands, listing] { commands.run = [=] { return list(*listing); }; });
}

}  // namespace dragoman::cli
