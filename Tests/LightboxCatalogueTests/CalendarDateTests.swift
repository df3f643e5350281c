import LightboxCatalogue
import Testing

@Suite struct `A calendar date` {
    @Test(arguments: ["2019", "2019-02", "2020-02-29", "2000-12-31"])
    func `is written as it was read`(_ text: String) {
        #expect(CalendarDate(text)?.description == text)
    }

    @Test(arguments: [
        "19", "2019-13", "2019-02-29", "2019-2-1", "2019-00", "2019-01-00", "", "a", "2019-01-01-01",
    ])
    func `is no date`(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `counts days as the calendar does`() {
        #expect(CalendarDate("1970-01-01")?.dayNumber == 0)
        #expect(CalendarDate("2000-03-01")?.dayNumber == 11017)
        for day in stride(from: -200_000, to: 200_000, by: 97) {
            let date = CalendarDate(secondsSince1970: day * 86400)
            #expect(date.dayNumber == day, "\(date)")
        }
    }
}
