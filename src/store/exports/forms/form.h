// A form of export: which files it has, and what a story adds to each.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "store/exports/codes.h"
#include "store/exports/told.h"

namespace dragoman::store {

/// Texts on their way into files, one each.
using Texts = std::vector<std::string>;

class Form {
public:
    virtual ~Form() = default;
    /// Names of the files in the folder; one that is empty: the path asked for is the file itself.
    virtual std::vector<std::string> files() const { return {""}; }
    /// What stands before all stories, what each adds, and what stands behind them.
    virtual void begin(Texts&) {}
    virtual void tell(const Told& told, Texts& out) = 0;
    virtual void end(Texts&) {}

    std::int64_t rows = 0;
    std::map<std::string, std::int64_t> left_out;

protected:
    /// For forms in which an event has a day: those of stories without a date are counted as left out.
    bool has_dated_events(const Told& told) {
        if (!told.day && !told.record.events.empty())
            left_out["events of stories without a date"] += static_cast<std::int64_t>(told.record.events.size());
        return told.day && !told.record.events.empty();
    }
};

/// GDELT 2 events and mentions (codebook of events 2.0, 2015): GDELT's codes, columns and quirks.
std::unique_ptr<Form> gdelt_form(const Codes& codes);
/// GDELT's Global Knowledge Graph 2.1 (codebook 2.1, 2015).
std::unique_ptr<Form> gkg_form(const Codes& codes);
/// GDELT's Global Quotation Graph, with the speakers that it lacks.
std::unique_ptr<Form> gqg_form();
/// ICEWS coded event data, as on the Harvard Dataverse.
std::unique_ptr<Form> icews_form(const Codes& codes);
/// POLECAT's columns, and PLOVER's JSON (PLOVER 0.8).
std::unique_ptr<Form> polecat_form(const Codes& codes);
/// W3C Web Annotations (2017) as JSON-LD, one a row.
std::unique_ptr<Form> annotation_form();
/// W3C PROV (2013) as JSON-LD.
std::unique_ptr<Form> prov_form();

/// Do the forms that know no reality status hold the event? Planned, urged and denied acts would be taken for acts.
inline bool happened(const Event& event) { return event.status == "occurred" || event.status == "ongoing"; }

/// Entities of a record by id.
class Entities {
public:
    explicit Entities(const Record& record) {
        for (const Entity& entity : record.entities) by_id_.emplace(entity.id, &entity);
    }
    /// Null where there is none.
    const Entity* find(const std::string& id) const {
        const auto found = by_id_.find(id);
        return found == by_id_.end() ? nullptr : found->second;
    }
    /// Those of the list; one null when there are none.
    std::vector<const Entity*> of(const std::vector<std::string>& ids) const {
        std::vector<const Entity*> list;
        for (const std::string& id : ids)
            if (const Entity* entity = find(id)) list.push_back(entity);
        if (list.empty()) list.push_back(nullptr);
        return list;
    }

private:
    std::map<std::string, const Entity*> by_id_;
};

}  // namespace dragoman::store
