import Testing

@testable import SluiceExport

@Suite struct CronExpressionTests {
  @Test(arguments: [
    "* * * * *", "0 3 * * 1-5", "*/15 0-23/2 1,15 JAN-dec sun", "? ? ? ? ?", "5/10 * * * *",
    "1,,2 * * * *", "@daily", "@every 1h30m", "@every 1.5h", " 0  3 * * * ", "\t0 3 * * *",
    "CRON_TZ=Europe/Berlin 0 3 * * *", "TZ=UTC @daily", "*-5 * * * *", "+1 * * * *",
    "0 0 31 1 *", "0 0 30 2 1",
  ])
  func reads(text: String) throws { #expect(try CronExpression(text).comesTrue) }

  @Test(arguments: ["0 0 30 2 *", "0 0 31 4,6,9,11 *", ", * * * *,"])
  func knowsWhatNeverComes(text: String) {
    #expect((try? CronExpression(text))?.comesTrue != true)
  }

  @Test(arguments: [
    "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * 32 * *",
    "* * * 13 *", "* * * * 7", "5-1 * * * *", "*/0 * * * *", "1-2-3 * * * *", "1/2/3 * * * *",
    "-5 * * * *", "a * * * *", "@never", "@every", "@every x", "@DAILY", "CRON_TZ=UTC",
    "1.5 * * * *",
    "* * * * monday",
  ])
  func refuses(text: String) {
    #expect(throws: TextProblem.self) { try CronExpression(text) }
  }

  @Test func namesTheZoneBefore() throws {
    #expect(try CronExpression("CRON_TZ=Asia/Tokyo 0 3 * * *").timeZone == "Asia/Tokyo")
    #expect(try CronExpression("0 3 * * *").timeZone == nil)
  }

  @Test(arguments: [
    ("Europe/Berlin", nil), ("UTC", nil), ("Etc/GMT+1", nil), ("America/Indiana/Knox", nil),
    ("CEST", "did you mean 'Europe/Berlin'?"), ("Berlin", "did you mean 'Europe/Berlin'?"),
    ("europe/berlin", "did you mean 'Europe/Berlin'?"),
    ("Europe/Berlim", "did you mean 'Europe/Berlin'?"),
    ("New York", "did you mean 'America/New_York'?"),
    ("???", "write `AREA/PLACE`, as `Europe/Berlin`"),
  ])
  func knowsTimeZones(name: String, help: String?) {
    #expect(TimeZones.problem(name)?.help == help)
  }
}
