import { type LoadBalancerAnswer, LoadBalancerSource } from '../cluster';
import { valueError } from '../errors';
import { Cidr, checkQualifiedName, isObject, isPortNumber } from '../traffic';

/** Checks what a load balancer answers, which may be a class of the user's: nobody after this asks again. */
export function checkAnswer(balancer: string, answer: LoadBalancerAnswer): void {
  if (!isObject(answer) || typeof (answer as any).then === 'function') {
    throw valueError({
      law: `the answer of load balancer ${balancer} must be an object`,
      got: answer,
      remedy: 'return a LoadBalancerAnswer from `serve()`, and no promise of one',
    });
  }
  const must = (option: keyof LoadBalancerAnswer, isRight: (value: any) => boolean, what: string, remedy: string) => {
    if (isRight(answer[option])) return;
    const law = `the \`${option}\` in the answer of load balancer ${balancer} must be ${what}`;
    throw valueError({ law, got: answer[option], remedy });
  };
  const leaveOut = 'or leave it out';
  const { annotations, loadBalancerClass, balancerRanges } = answer;
  must('source', isSource, 'a LoadBalancerSource', 'write it as in LoadBalancerSource.NODE');
  must('annotations', isObject, 'texts by their keys', "write them as in { 'acme.example/scheme': 'internal' }");
  for (const [key, value] of Object.entries(annotations)) checkAnnotation(balancer, key, value);
  if (loadBalancerClass !== undefined) {
    checkQualifiedName('a load balancer class', loadBalancerClass, 'internal-vip or service.k8s.aws/nlb');
  }
  must('needsNodePorts', isFlag, 'true or false', `write one of them, ${leaveOut}`);
  must('tellsProtocolsApart', isFlag, 'true or false', `write one of them, ${leaveOut}`);
  must('claims', isTexts, 'a list of texts', `write it as in ['address 203.0.113.7'], ${leaveOut}`);
  must('balancerRanges', isTexts, 'a list of networks', `write it as in ['10.0.8.0/24'], ${leaveOut}`);
  for (const range of balancerRanges ?? []) Cidr.of(range);
  must('healthCheckPort', isPort, 'a port number from 1 to 65535', `write it as a number, ${leaveOut}`);
  if (answer.healthCheckPort === undefined || balancerRanges?.length) return;
  throw valueError({
    law: `load balancer ${balancer} must say from which addresses it asks after the health of the pods`,
    remedy: 'give `balancerRanges` beside `healthCheckPort` in its answer',
  });
}

function checkAnnotation(balancer: string, key: string, value: unknown): void {
  checkQualifiedName(`an annotation of load balancer ${balancer}`, key, 'acme.example/scheme');
  if (typeof value === 'string') return;
  throw valueError({
    law: `the annotation ${key} of load balancer ${balancer} must be a text`,
    got: value,
    remedy: `write it in quotes: '${value}'`,
  });
}

function isSource(value: unknown): boolean {
  return Object.values(LoadBalancerSource).includes(value as LoadBalancerSource);
}

function isFlag(value: unknown): boolean {
  return value === undefined || typeof value === 'boolean';
}

function isTexts(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((each) => typeof each === 'string'));
}

function isPort(value: unknown): boolean {
  return value === undefined || isPortNumber(value as number);
}
