#include "store/exports/exports.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>

#include "store/dataset/dataset.h"
#include "store/exports/forms/form.h"
#include "store/exports/lists.h"
#include "store/state.h"

namespace dragoman::store {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<Form> form_of(const std::string& name, const Codes& codes) {
    if (name == "gdelt") return gdelt_form(codes);
    if (name == "gkg") return gkg_form(codes);
    if (name == "gqg") return gqg_form();
    if (name == "icews") return icews_form(codes);
    if (name == "polecat") return polecat_form(codes);
    if (name == "jsonld") return annotation_form();
    return prov_form();
}

/// Files under way beside the place that they take when they are whole.
class Place {
public:
    Place(std::string target, bool folder) : target_(std::move(target)), folder_(folder), fresh_(target_ + ".writing") {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() {
        std::error_code ignored;
        fs::remove_all(fresh_, ignored);
    }

    const std::string& fresh() const { return fresh_; }

    Status begin(bool overwrite) {
        std::error_code error;
        if (fs::exists(target_, error)) {
            if (!overwrite)
                return Error{"is there already", target_, "Name another place, or --overwrite to take this one's."};
            if (fs::is_directory(target_, error) != folder_)
                return Error{folder_ ? "is a file, and a folder is to be written" : "is a folder, and a file is to be written",
                             target_, "Name another place."};
            if (folder_ && !is_an_export())
                return Error{"holds other things than an export", target_, "Name another place: it would be deleted."};
        }
        fs::remove_all(fresh_, error);
        if (folder_) fs::create_directories(fresh_, error);
        return error ? Status(Error{error.message(), fresh_, ""}) : Done{};
    }

    Status end() {
        std::error_code error;
        const std::string old = target_ + ".old";
        if (folder_ && fs::exists(target_, error)) fs::rename(target_, old, error);
        if (!error) fs::rename(fresh_, target_, error);
        if (error) return Error{error.message(), target_, ""};
        fs::remove_all(old, error);
        return Done{};
    }

private:
    bool is_an_export() const {
        static const std::set<std::string> endings{".csv", ".jsonl", ".CSV", ".txt"};
        std::error_code error;
        for (const fs::directory_entry& entry : fs::directory_iterator(target_, error)) {
            const bool kind = entry.path().filename().string().starts_with("kind=");
            if (!kind && !endings.contains(entry.path().extension().string())) return false;
        }
        return !error;
    }

    std::string target_;
    bool folder_;
    std::string fresh_;
};

/// Files, or the stream where there is no place.
class Sink {
public:
    Sink(const ExportRequest& request, const Place* place, std::ostream& stream)
        : request_(request), place_(place), stream_(stream) {}

    Status open(const std::string& name, Exported& done) {
        if (!place_) return Done{};
        const fs::path inside = name.empty() ? fs::path(place_->fresh()) : fs::path(place_->fresh()) / name;
        std::ofstream& file = files_.emplace_back(inside, std::ios::binary);
        if (!file) return Error{"cannot be written", inside.string(), ""};
        done.files.push_back(name.empty() ? request_.into : (fs::path(request_.into) / name).string());
        return Done{};
    }
    /// Without a place the first file alone goes to the stream.
    void put(std::size_t file, std::string_view text) {
        if (place_)
            files_[file] << text;
        else if (file == 0)
            stream_ << text;
    }
    std::size_t last() const { return files_.empty() ? 0 : files_.size() - 1; }
    Status close() {
        for (std::ofstream& file : files_) {
            file.close();
            if (!file) return Error{"cannot be written to the end", request_.into, "Is the disk full?"};
        }
        stream_.flush();
        return Done{};
    }

private:
    const ExportRequest& request_;
    const Place* place_;
    std::ostream& stream_;
    std::vector<std::ofstream> files_;
};

using OnProgress = std::function<void(const Exported&)>;

Status write_form(const Store& store, const ExportRequest& request, Sink& sink, Exported& done, const OnProgress& tell) {
    const Codes codes = Codes::build(Knowledge::embedded());
    const auto form = form_of(request.form, codes);
    const auto names = form->files();
    for (const std::string& name : names)
        if (Status opened = sink.open(name, done); !opened) return opened;
    Texts texts(names.size());
    const auto flush = [&] {
        for (std::size_t i = 0; i < texts.size(); ++i) sink.put(i, texts[i]), texts[i].clear();
    };
    form->begin(texts);
    const Status told = each_told(store.state().database->get(), request, [&](const Told& one) -> Status {
        form->tell(one, texts);
        flush();
        done.rows = form->rows;
        if (++done.stories % 1000 == 0) tell(done);
        return Done{};
    });
    form->end(texts);
    flush();
    done.rows = form->rows;
    done.left_out = form->left_out;
    return told;
}

Status write_lists(const Store& store, const ExportRequest& request, Sink& sink, Exported& done, const OnProgress& tell) {
    bool head = false;
    return each_list(
        store.state().database->get(), request,
        [&](const std::string& table) {
            tell(done);
            head = request.form == "csv";
            return sink.open(table + "." + request.form, done);
        },
        [&](std::string_view line) {
            sink.put(sink.last(), line);
            done.rows += !head;
            head = false;
        });
}

Status write_all(const Store& store, const ExportRequest& request, const Place* place, std::ostream& stream, Exported& done,
                 const OnProgress& tell) {
    Sink sink(request, place, stream);
    Status written = Done{};
    if (request.form == "parquet") {
        written = write_data_set(store.state().connection.get(), place->fresh(), request.program,
                                 [&](std::string_view) { tell(done); });
        done.files.push_back(request.into);
    } else if (request.form == "csv" || request.form == "jsonl") {
        written = write_lists(store, request, sink, done, tell);
    } else {
        written = write_form(store, request, sink, done, tell);
    }
    return written ? sink.close() : written;
}

Status check(const ExportRequest& request, const ExportForm& form) {
    const bool some = !request.from.empty() || !request.to.empty() || request.originals || !request.countries.empty();
    if (form.name == "parquet" && some)
        return Error{"a data set is the whole store", "",
                     "Export it without filters; the commands that ask it take them."};
    if (form.folder && request.into.empty())
        return Error{form.name + " is several files", "", "Name the folder to write: --into FOLDER."};
    return Done{};
}

}  // namespace

const std::vector<ExportForm>& export_forms() {
    static const std::vector<ExportForm> forms{
        {"gdelt", "GDELT 2 events (61 columns) and mentions (16), tab separated", false},
        {"gkg", "GDELT's Global Knowledge Graph 2.1, a line a story", false},
        {"gqg", "quotes in context as JSON lines, as GDELT's Global Quotation Graph, with speakers", false},
        {"icews", "ICEWS events, tab separated", false},
        {"polecat", "POLECAT's columns and PLOVER's JSON", false},
        {"parquet", "the store as a Parquet data set that every command reads like a store", true},
        {"csv", "a CSV file a table", true},
        {"jsonl", "a file of JSON lines a table", true},
        {"jsonld", "W3C Web Annotations as JSON-LD, one a row", false},
        {"prov", "W3C PROV as JSON-LD: what came from what", false}};
    return forms;
}

Result<Exported> export_store(const std::string& path, const ExportRequest& request, std::ostream& stream,
                              const std::function<void(const Exported&)>& on_progress) {
    const auto& forms = export_forms();
    const auto form = std::find_if(forms.begin(), forms.end(), [&](const auto& f) { return f.name == request.form; });
    if (form == forms.end()) return Error{"no form of export is called \"" + request.form + "\"", "", ""};
    if (Status good = check(request, *form); !good) return good.error();
    Exported done;
    const bool folder = form->folder || request.form == "gdelt" || request.form == "polecat";
    std::unique_ptr<Place> place;
    if (!request.into.empty()) {
        std::error_code error;
        if (fs::equivalent(path, request.into, error)) return Error{"is the store itself", request.into, ""};
        place = std::make_unique<Place>(request.into, folder);
        if (Status begun = place->begin(request.overwrite); !begun) return begun.error();
    }
    const auto store = request.form == "parquet" ? Store::open_to_export(path, place->fresh()) : Store::open_to_read(path);
    if (!store) return store.error();
    Status written = write_all(*store, request, place.get(), stream, done, on_progress);
    if (written && place) written = place->end();
    if (!written) return written.error();
    return done;
}

}  // namespace dragoman::store
