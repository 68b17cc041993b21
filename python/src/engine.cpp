// The engine, what it reads for others' programs, and the documents that files hold.
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/shared_ptr.h>
#include <nanobind/stl/tuple.h>

#include <map>
#include <unordered_set>

#include "archive/inputs.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "ingest/reader.h"
#include "input.h"
#include "python.h"
#include "record/record.h"
#include "store/arrow/records.h"
#include "store/dataset/kinds.h"
#include "store/schema/days.h"
#include "store/schema/schema.h"
#include "story/story.h"

namespace dragoman::python {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string_view bytes_of(const nb::bytes& bytes) { return {static_cast<const char*>(bytes.data()), bytes.size()}; }

/// What a caller says of a story, before what it says itself.
struct Said {
    std::string published, title, source, url, section;
};

Engine engine_of(const Files& files) {
    std::vector<KnowledgeFile> all;
    for (const auto& [name, text] : files) all.push_back({name, text});
    const nb::gil_scoped_release unlocked;
    auto engine = cli::engine_over(std::move(all));
    if (engine) return std::move(*engine);
    const nb::gil_scoped_acquire locked;
    raise(engine.error());
}

Record read(const Engine& engine, const nb::bytes& content, const std::string& where, const Said& said) {
    const std::string_view bytes = bytes_of(content);
    Result<Record> record = Error{};
    {
        const nb::gil_scoped_release unlocked;
        auto story = story::parse(bytes, {.where = where});
        if (!story)
            record = story.error();
        else if (!said.published.empty() && !story::is_date(said.published))
            record = Error{"published is no ISO 8601 date: " + said.published, "",
                           "Write it like 2024-05-03 or 2024-05-03T09:30:00Z."};
        else {
            if (!said.published.empty()) story->published = said.published, story->published_from = "given";
            if (!said.title.empty()) story->title = said.title;
            if (!said.source.empty()) story->source = said.source;
            if (!said.url.empty()) story->url = said.url;
            if (!said.section.empty()) story->section = said.section;
            record = engine.read(*story);
        }
    }
    return value(std::move(record));
}

// -- documents
// ---------------------------------------------------------------------------------------------------------
/// A document as it travels between programs; dragoman/spark/documents.py names the columns in this order.
using Columns = std::tuple<std::string, std::string, nb::bytes, bool, bool, std::string, std::string, std::string,
                           std::string, std::string, std::string, std::string>;

Columns columns_of(const archive::Document& d) {
    return {d.context.where,
            d.file,
            nb::bytes(d.bytes.data(), d.bytes.size()),
            d.json_line,
            d.named,
            d.context.name,
            d.context.url,
            d.context.content_type,
            d.context.fetched,
            d.context.title,
            d.context.published,
            d.error ? d.error->what : std::string()};
}

archive::Document document_of(const Columns& columns) {
    archive::Document d;
    d.context.where = std::get<0>(columns), d.file = std::get<1>(columns);
    d.bytes = bytes_of(std::get<2>(columns));
    d.json_line = std::get<3>(columns), d.named = std::get<4>(columns);
    d.context.name = std::get<5>(columns), d.context.url = std::get<6>(columns);
    d.context.content_type = std::get<7>(columns), d.context.fetched = std::get<8>(columns);
    d.context.title = std::get<9>(columns), d.context.published = std::get<10>(columns);
    if (const std::string& what = std::get<11>(columns); !what.empty()) d.error = Error{what, d.context.where, ""};
    return d;
}

/// path, name, named: archive::File without what only a journal needs.
using FileColumns = std::tuple<std::string, std::string, bool>;

std::vector<FileColumns> files_of(const std::vector<std::string>& paths) {
    const archive::Inputs inputs(paths);
    std::vector<FileColumns> files;
    for (const archive::File& file : inputs.files()) files.emplace_back(file.path, file.name, file.named);
    return files;
}

std::vector<archive::File> files_from(const std::vector<FileColumns>& given) {
    std::vector<archive::File> files;
    for (const auto& [path, name, named] : given) files.push_back({.path = path, .name = name, .named = named});
    return files;
}

/// The documents of files, one after the other.
class Documents {
public:
    explicit Documents(const std::vector<FileColumns>& files) : inputs_(files_from(files), {}) {}
    Documents(const Documents&) = delete;
    Columns next() {
        std::optional<archive::Document> document;
        {
            const nb::gil_scoped_release unlocked;
            document = inputs_.next();
        }
        if (!document) throw nb::stop_iteration();
        return columns_of(*document);
    }

private:
    archive::Inputs inputs_;
};

/// Reads documents as ingest does and gives their rows by month. A story that was there before, in the same words, is
/// left out; another one of its id is a failure.
class Extractor {
public:
    explicit Extractor(std::shared_ptr<Engine> engine)
        : engine_(std::move(engine)), reader_(*engine_, known_, {}), records_(value(store::ArrowRecords::open())) {}
    Extractor(const Extractor&) = delete;

    using Months = std::vector<std::pair<std::string, nb::dict>>;
    Months extract(const std::vector<Columns>& given) {
        std::vector<archive::Document> documents;
        for (const Columns& columns : given) documents.push_back(document_of(columns));
        std::map<std::string, Month> months;
        std::map<std::string, Result<store::ArrowRecords::Tables>> tables;
        {
            const nb::gil_scoped_release unlocked;
            for (const archive::Document& document : documents)
                for (ingest::Story& story : reader_.read(document)) put(std::move(story), document, months);
            for (const auto& [name, month] : months)
                tables.emplace(name, records_.tables(month.readings, month.failures));
        }
        Months out;
        for (auto& [name, result] : tables) {
            nb::dict kinds;
            for (auto& [kind, table] : value(std::move(result)))
                if (table.rows() > 0) kinds[kind.c_str()] = table_of(std::move(table));
            out.emplace_back(name, std::move(kinds));
        }
        return out;
    }

private:
    struct Month {
        std::vector<store::Reading> readings;
        std::vector<store::Failure> failures;
    };

    void put(ingest::Story&& story, const archive::Document& document, std::map<std::string, Month>& months) {
        using What = ingest::Story::What;
        if (story.what == What::passed_over) return;
        if (story.what == What::failed) {
            months["none"].failures.push_back({document.context.where, document.file, story.reason});
            return;
        }
        const StoryInfo& about = story.reading.record.story;
        const auto [before, fresh] = seen_.emplace(about.id, story.reading.input_sha256);
        if (!fresh) {
            if (before->second != story.reading.input_sha256)
                months["none"].failures.push_back(
                    {document.context.where, document.file,
                     "has the story id \"" + about.id + "\" of another one, but other content"});
            return;
        }
        const auto days = store::days_of(about.published);
        months[days ? fmt_month(days->first) : "undated"].readings.push_back(std::move(story.reading));
    }

    static std::string fmt_month(std::chrono::sys_days day) {
        const std::chrono::year_month_day date(day);
        char text[16];
        std::snprintf(text, sizeof text, "%04d-%02u", int(date.year()), unsigned(date.month()));
        return text;
    }

    std::shared_ptr<Engine> engine_;
    const ingest::Known known_;
    const ingest::Reader reader_;
    store::ArrowRecords records_;
    std::unordered_map<std::string, std::string> seen_;  ///< story id → hash of the input
};

/// `inputs`: that table too, whose rows know nothing of what records were read from.
nb::dict tables_of(const std::vector<const Record*>& records, bool inputs) {
    std::vector<store::Reading> readings;
    for (const Record* record : records) readings.emplace_back().record = *record;
    const auto made = value(value(store::ArrowRecords::open()).tables(readings, {}));
    nb::dict tables;
    for (const auto& [name, table] : made)
        if (inputs || name != "inputs") tables[name.c_str()] = table_of(table);
    return tables;
}

}  // namespace

void add_engine(nb::module_& module) {
    nb::class_<Said>(module, "Said")
        .def("__init__", [](Said* said, std::string published, std::string title, std::string source, std::string url,
                            std::string section) {
            new (said)
                Said{std::move(published), std::move(title), std::move(source), std::move(url), std::move(section)};
        });
    nb::class_<Engine>(module, "Engine")
        .def("__init__", [](Engine* self, const Files& files) { new (self) Engine(engine_of(files)); })
        .def("read", &read)
        .def_prop_ro("version", [](const Engine& e) { return record::engine_version(e.versions()); })
        .def_prop_ro("versions", [](const Engine& e) {
            return std::tuple(e.versions().engine, e.versions().knowledge, e.versions().model);
        });
    nb::class_<Documents>(module, "Documents")
        .def(nb::init<const std::vector<FileColumns>&>())
        .def("__iter__", [](nb::handle self) { return nb::borrow(self); })
        .def("__next__", &Documents::next);
    nb::class_<Extractor>(module, "Extractor")
        .def(nb::init<std::shared_ptr<Engine>>())
        .def("extract", &Extractor::extract);
    module.def("files", &files_of);
    module.def("record_tables", &tables_of, nb::arg("records"), nb::arg("inputs") = false);
    module.def("kind_of", &store::kind_of);
    module.def("schema_version", &store::schema_version);
    module.def("knowledge_files", [](const std::vector<std::string>& folders, bool own) {
        Files files;
        const auto take = [&](Result<std::vector<KnowledgeFile>>&& some) {
            for (KnowledgeFile& file : value(std::move(some))) files.emplace_back(file.name, file.text);
        };
        if (own)
            take(cli::user_knowledge(folders));
        else
            for (const std::string& folder : folders) take(cli::knowledge_files(folder));
        return files;
    });
    module.def("read_input", [](const std::string& path) {
        const std::string bytes = value(cli::read_input(path));
        return nb::bytes(bytes.data(), bytes.size());
    });
}

}  // namespace dragoman::python
