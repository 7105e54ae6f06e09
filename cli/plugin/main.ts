// What cdk8s-cli finds by the name of the class.
export { NetworkValidation } from './network-validation';
