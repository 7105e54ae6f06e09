/** How a list of connections is told. */
export interface ListReportOptions {
  /**
   * Whether programs are told of edges between the replicas of one workload too. People always are.
   *
   * @default false
   */
  readonly replicas?: boolean;
}
