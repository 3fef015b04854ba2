/** @file The crypto worker: key derivation and sealing, away from the window's thread. One for each open store. */
import { expose } from 'comlink';
import { CryptoService } from '../store/crypto/crypto-service.ts';

expose(new CryptoService());
