// A store's questions, those of the command line, as tables.
#include <mutex>

#include "ask/actors/actors.h"
#include "ask/actors/positions.h"
#include "ask/changes.h"
#include "ask/editions.h"
#include "ask/happenings.h"
#include "ask/ledger.h"
#include "ask/questions.h"
#include "ask/relations/relations.h"
#include "ask/series.h"
#include "dragoman/engine.h"
#include "ingest/importing.h"
#include "ingest/ingest.h"
#include "python.h"
#include "store/store.h"

namespace dragoman::python {
namespace {

using store::Rows;
using store::Store;

/// Keyword arguments as the questions' filters have them.
class Terms {
public:
    explicit Terms(const nb::dict& given) {
        for (auto [key, value] : given)
            if (!value.is_none())
                terms_.emplace_back(nb::cast<std::string>(key), nb::cast<std::string>(nb::str(value)));
    }
    std::string text(std::string_view name) const {
        for (const auto& [key, value] : terms_)
            if (key == name) return value;
        return {};
    }
    int number(std::string_view name) const { return text(name).empty() ? 0 : std::stoi(text(name)); }
    bool flag(std::string_view name) const { return text(name) == "True"; }

private:
    std::vector<std::pair<std::string, std::string>> terms_;
};

ask::Filter filter_of(const Terms& t) {
    return {.country = t.text("country"),
            .pair = t.text("pair"),
            .person = t.text("person"),
            .type = t.text("type"),
            .status = t.text("status"),
            .from = t.text("from"),
            .to = t.text("to"),
            .sources = t.number("min_sources"),
            .reports = t.number("min_reports"),
            .conflicting = t.flag("conflicting"),
            .originals = t.flag("originals"),
            .limit = t.number("limit")};
}

Result<Rows> relations(const Store& store, const Terms& t) {
    const ask::Related related{.actors = t.flag("actors"),
                               .directed = t.flag("directed"),
                               .unusual = t.flag("unusual"),
                               .by = t.text("by"),
                               .country = t.text("country"),
                               .pair = t.text("pair"),
                               .type = t.text("type"),
                               .from = t.text("from"),
                               .to = t.text("to"),
                               .limit = t.number("limit")};
    if (t.flag("rows")) return ask::related_rows(store, related, false);
    const auto cells = ask::relate(store, related);
    if (!cells) return cells.error();
    return ask::tabulate(store, *cells, related, false);
}

Result<Rows> series(const Store& store, const Terms& t) {
    if (const std::string id = t.text("id"); !id.empty())
        return ask::series_points(store, id, t.number("limit"), false);
    return ask::list_series(store,
                            {.about = t.text("about"),
                             .country = t.text("country"),
                             .pair = t.text("pair"),
                             .unit = t.text("unit"),
                             .all = t.flag("all"),
                             .limit = t.number("limit")},
                            false);
}

Result<Rows> ledger(const Store& store, const Terms& t) {
    if (const std::string id = t.text("id"); !id.empty()) return ask::ledger_entry(store, id, t.number("limit"), false);
    return ask::list_ledger(store,
                            {.by = t.text("by"),
                             .country = t.text("country"),
                             .status = t.text("status"),
                             .kind = t.text("kind"),
                             .due_before = t.text("due_before"),
                             .as_of = t.text("as_of"),
                             .limit = t.number("limit")},
                            false);
}

Result<Rows> actors(const Store& store, const Terms& t) {
    return ask::actors(store,
                       {.id = t.text("id"),
                        .person = t.text("person"),
                        .country = t.text("country"),
                        .sector = t.text("sector"),
                        .type = t.text("type"),
                        .office = t.text("office"),
                        .from = t.text("from"),
                        .to = t.text("to"),
                        .limit = t.number("limit")},
                       false);
}

Result<Rows> positions(const Store& store, const Terms& t) {
    return ask::positions(store,
                          {.person = t.text("person"),
                           .country = t.text("country"),
                           .target = t.text("target"),
                           .from = t.text("from"),
                           .to = t.text("to"),
                           .turns = t.flag("turns"),
                           .rows = t.flag("rows"),
                           .limit = t.number("limit")},
                          false);
}

Result<Rows> answer(const Store& store, const std::string& question, const Terms& t) {
    using ask::Kind;
    if (question == "sql") return store.query(t.text("query"));
    if (question == "relations") return relations(store, t);
    if (question == "series") return series(store, t);
    if (question == "ledger") return ledger(store, t);
    if (question == "actors") return actors(store, t);
    if (question == "positions") return positions(store, t);
    if (question == "changes")
        return ask::changes(store,
                            {.since = t.text("since"),
                             .country = t.text("country"),
                             .type = t.text("type"),
                             .limit = t.number("limit")},
                            store.path());
    if (question == "history") return ask::editions(store, t.text("story"), filter_of(t));
    if (question == "happenings" && !t.text("id").empty())
        return ask::reports_of(store, t.text("id"), t.number("limit"), false);
    if (question == "events" && !t.text("by").empty()) return ask::count_events(store, t.text("by"), filter_of(t));
    for (const auto& [name, kind] : {std::pair("statements", Kind::statements),
                                     {"events", Kind::events},
                                     {"figures", Kind::figures},
                                     {"commitments", Kind::commitments},
                                     {"stories", Kind::stories},
                                     {"happenings", Kind::happenings}})
        if (question == name) return ask::ask(store, kind, filter_of(t), false);
    return Error{"no such question", question, ""};
}

/// A store open to read; one question at a time, whichever threads ask.
class Asking {
public:
    explicit Asking(const std::string& path) : store_(value(opened(path))) {}

    store::ArrowTable ask(const std::string& question, const nb::dict& given) {
        const Terms terms(given);
        auto table = answered(question, terms);
        return value(std::move(table));
    }

private:
    static Result<Store> opened(const std::string& path) {
        const nb::gil_scoped_release unlocked;
        return Store::open_to_read(path);
    }
    Result<store::ArrowTable> answered(const std::string& question, const Terms& terms) {
        const nb::gil_scoped_release unlocked;
        const std::lock_guard lock(mutex_);
        auto rows = answer(store_, question, terms);
        if (!rows) return rows.error();
        return store_.arrow(std::move(*rows));
    }

    std::mutex mutex_;
    Store store_;
};

nb::dict import_data_set(const std::string& folder, const std::string& into) {
    const auto run = [&]() -> Result<store::Imported> {
        const nb::gil_scoped_release unlocked;
        auto store = Store::open_to_write(into);
        if (!store) return store.error();
        auto imported = ingest::import_data_set(*store, folder);
        if (imported)
            if (const auto joined = store->join(); !joined) return joined.error();
        return imported;
    };
    const store::Imported done = value(run());
    nb::dict out;
    out["stories"] = done.stories, out["known"] = done.known;
    return out;
}

nb::dict ingest_into(const std::vector<std::string>& paths, const std::string& into, const Engine& engine, int jobs) {
    const auto run = [&]() -> Result<ingest::Summary> {
        const nb::gil_scoped_release unlocked;
        auto store = Store::open_to_write(into);
        if (!store) return store.error();
        ingest::Options options;
        options.paths = paths;
        options.jobs = jobs;
        auto summary = ingest::run(*store, engine, options);
        if (summary)
            if (const auto joined = store->join(); !joined) return joined.error();
        return summary;
    };
    const ingest::Summary done = value(run());
    nb::list failures;
    for (const Error& failure : done.failures) failures.append(nb::make_tuple(failure.where, failure.what));
    nb::dict out;
    out["added"] = done.added, out["replaced"] = done.replaced, out["unchanged"] = done.unchanged;
    out["failures"] = failures;
    return out;
}

}  // namespace

void add_store(nb::module_& module) {
    nb::class_<Asking>(module, "Asking").def(nb::init<const std::string&>()).def("ask", &Asking::ask);
    module.def("import_data_set", &import_data_set);
    module.def("ingest", &ingest_into);
}

}  // namespace dragoman::python
