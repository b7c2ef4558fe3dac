import SluiceCore
import SluicePipeline
import SluiceYAML

extension TargetRule {
  static let schedules = TargetRule(.cronSchedule) { check, found in
    let schedules = check.settings.at("schedules.[]")
    if check.resource == .cron, schedules.isEmpty, let resource = check.settings["resource"] {
      found.add(
        resource, "a CronWorkflow says when it runs, and this one has no `schedules`",
        help: "add `schedules: ['0 3 * * *']`")
    }
    for node in schedules {
      do throws(TextProblem) {
        let schedule = try CronExpression(node.text)
        if let zone = schedule.timeZone, check.settings["timezone"] != nil {
          found.add(
            node, "the schedule names the time zone '\(shortened(zone))', and the target another",
            help: "leave it to `timezone`")
        } else if !schedule.comesTrue {
          found.add(
            node, "the schedule '\(shortened(node.text))' names a day that never comes",
            help: "see how many days its months have")
        }
      } catch {
        found.add(node, "the schedule", error)
      }
    }
  }

  static let timeZones = TargetRule(.timeZone) { check, found in
    if let zone = check.settings["timezone"] {
      found.add(zone, "the time zone", TimeZones.problem(zone.text))
    }
    for node in check.settings.at("schedules.[]") {
      guard let zone = (try? CronExpression(node.text))?.timeZone,
        let problem = TimeZones.problem(zone)
      else { continue }
      found.add(node, "the time zone '\(shortened(zone))' \(problem.message)", help: problem.help)
    }
  }
}

extension DiagnosticKind {
  static let cronSchedule = DiagnosticKind(
    code: "SL651", name: "cron-schedule", severity: .error,
    explanation: """
      Argo cannot read the schedule of a `CronWorkflow`, or it names a day that never comes; or there
      is no schedule. A schedule has five fields: minute, hour, day of the month, month, weekday (0 is
      Sunday; there is no 7), or is one of `@yearly`, `@monthly`, `@weekly`, `@daily`, `@hourly`,
      `@every 1h30m`.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          resource: CronWorkflow
          schedules: ['0 0 3 * * *']      # there is no field for seconds: '0 3 * * *'
      ```
      """)

  static let timeZone = DiagnosticKind(
    code: "SL652", name: "time-zone", severity: .warning,
    explanation: """
      The time zone is none that is known here. Argo asks its own list, which may be newer; capitals
      count, and most abbreviations are no names of zones.

      ```yaml
      # sluice.yaml
      targets:
        nightly:
          resource: CronWorkflow
          schedules: ['0 3 * * *']
          timezone: CEST      # did you mean 'Europe/Berlin'?
      ```

      Write `AREA/PLACE` as the IANA time zone database has it.
      """)
}
